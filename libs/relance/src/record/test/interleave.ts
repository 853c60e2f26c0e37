/** Two actors at once, in an order the test chooses: what the second one does falls between two statements of the first. */
import { createTestDatabase, emptyTables, type TestDatabase } from '@relance/testing'
import type { Db } from '../../ground/ports.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const stage = { db: undefined as unknown as Db }

const WRITTEN = ['leads', 'rules', 'templates', 'frequencies', 'holidays', 'runs', 'lead_changes']
const DEFAULTS = `
  update settings set stopped_at = default, lead_statuses = default, minimum_gap_minutes = default;
  update schedule set enabled = default, cron = default, changed_at = default`

/** One database for the file, empty before each test. */
export function useStage(): void {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
    stage.db = test.db
  })
  afterAll(() => test.drop())
  beforeEach(async () => {
    await emptyTables(stage.db, WRITTEN)
    await stage.db.query(DEFAULTS)
  })
}

export const at = (now: number) => ({ db: stage.db, clock: () => now })

interface Place {
  /** The statement before or after which the second actor acts, the first time it comes. */
  before?: RegExp
  after?: RegExp
}

/** The database of the first actor. */
export function interleaved({ before, after }: Place, act: () => Promise<unknown>): Db {
  let acted: Promise<unknown> | null = null
  // Whoever comes to the place meanwhile, as a second lane does, waits there too.
  const actOnce = async (place: RegExp | undefined, sql: string): Promise<void> => {
    if (!place?.test(sql)) return
    acted ??= act()
    await acted
  }
  const query =
    (db: Db): Db['query'] =>
    async <Row>(sql: string, parameters?: readonly unknown[]) => {
      await actOnce(before, sql)
      const rows = await db.query<Row>(sql, parameters)
      await actOnce(after, sql)
      return rows
    }
  return {
    query: query(stage.db),
    transaction: (work) => stage.db.transaction((tx) => work({ query: query(tx), transaction: tx.transaction })),
  }
}

/** Resolves once somebody waits for a lock, or when `work` is done without. */
export async function untilBlocked(work: Promise<unknown>): Promise<void> {
  let isOver = false
  const over = () => {
    isOver = true
  }
  work.then(over, over)
  while (!isOver) {
    const waiting = await stage.db.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (waiting.length > 0) return
  }
}

export const count = async (from: string): Promise<number> =>
  (await stage.db.query<{ count: number }>(`select count(*)::int as count from ${from}`))[0]?.count ?? -1
