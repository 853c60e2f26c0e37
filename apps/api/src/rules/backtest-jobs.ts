/** Replays of rules as rows: progress is written, a cancellation is read, one at a time per server. */
import { setImmediate } from 'node:timers/promises'
import type { BacktestJob, BacktestResult } from '@relance/contract'
import { backtest, type Clock, type Db, type RuleDraft } from '@relance/relance'
import type { Backtest } from '@relance/relance/core'

const COLUMNS = `id, state, days, leads_done as "leadsDone", leads_total as "leadsTotal", result,
  started_at as "startedAt", finished_at as "finishedAt"`

const BEAT_MS = 500

type Row = Omit<BacktestJob, 'startedAt' | 'finishedAt'> & { startedAt: Date; finishedAt: Date | null }

const view = ({ startedAt, finishedAt, ...row }: Row): BacktestJob => ({
  ...row,
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
})

export async function openBacktest(db: Db, days: number, now: number): Promise<BacktestJob> {
  const rows = await db.query<Row>(
    `insert into backtests (days, leads_total, started_at, heartbeat_at)
       select $1, count(*), $2, $2 from leads returning ${COLUMNS}`,
    [days, new Date(now)],
  )
  return view(rows[0] as Row)
}

/** Null when there is none. */
export async function readBacktest(db: Db, id: string): Promise<BacktestJob | null> {
  const [row] = await db.query<Row>(`select ${COLUMNS} from backtests where id = $1`, [id])
  return row ? view(row) : null
}

/** The server at work sees it with its next sign of life; what is over stays as it is. */
export async function cancelBacktest(db: Db, id: string, now: number): Promise<void> {
  const sql = `update backtests set state = 'cancelled', finished_at = $2 where id = $1 and state = 'running'`
  await db.query(sql, [id, new Date(now)])
}

/** Works until done or cancelled; the row tells how it ended. Rejects when the database fails. */
export async function workOn(db: Db, clock: Clock, id: string, draft: RuleDraft, days: number): Promise<void> {
  let isCancelled = false
  let beating: Promise<void> = Promise.resolve()
  let beatAt = 0
  const beat = async (leads: number): Promise<void> => {
    const sql = `update backtests set leads_done = $2, heartbeat_at = $3 where id = $1 and state = 'running' returning id`
    isCancelled = (await db.query(sql, [id, leads, new Date(clock())])).length === 0
  }
  const onProgress = (leads: number): void => {
    if (clock() - beatAt < BEAT_MS) return
    beatAt = clock()
    beating = beating.then(() => beat(leads))
    // A failure is met where the work is awaited.
    beating.catch(() => undefined)
  }
  try {
    const hasTime = (): boolean => !isCancelled
    const breathe = async (): Promise<void> => void (await setImmediate())
    const done = await backtest(db, draft, clock(), { days, hasTime, onProgress, breathe })
    await beating
    await close(db, id, done, clock())
  } catch (error) {
    const sql = `update backtests set state = 'failed', finished_at = $2 where id = $1 and state = 'running'`
    await db.query(sql, [id, new Date(clock())]).catch(() => undefined)
    throw error
  }
}

async function close(db: Db, id: string, done: Backtest | null, now: number): Promise<void> {
  await db.query(
    `update backtests set state = $2, result = $3, leads_done = $4, finished_at = $5 where id = $1 and state = 'running'`,
    [id, done ? 'completed' : 'failed', done && JSON.stringify(viewResult(done)), done?.leads ?? 0, new Date(now)],
  )
}

function viewResult({ outcomes, ...done }: Backtest): BacktestResult {
  const { same, moved, removed } = outcomes as Record<keyof Backtest['outcomes'], Record<string, number>>
  return {
    ...done,
    outcomes: { same, moved, removed },
    from: new Date(done.from).toISOString(),
    until: new Date(done.until).toISOString(),
  }
}
