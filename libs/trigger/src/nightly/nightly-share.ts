/**
 * Nightly work where no server runs: after a run, a function does a share of it, within a few seconds that its caller can spare. What
 * needs more than the database stays with the server; docs/triggers.md lists it.
 */
import { type Db, type Host, readNow, reconcile, type Reconciliation, timed } from '@relance/relance'
import type { CallTimes } from '../run-on-request.ts'
import { dropOldRows, type HasTime } from './old-rows.ts'
import { DAY } from '@relance/relance/core'

/** After so long nothing more is begun. */
const SHARE_MS = 4_000
/** What has been begun may take so long to end; then the caller is answered. */
const END_MS = 1_000
/** Below this, the share is left to the next call. */
const LEAST_MS = 500
/** Longer than the pause between two runs of anybody who calls at least once a week. */
const STEADY_MS = 8 * DAY
/** Two calls of the same moment say nothing about the clock. */
const APART_MS = 60_000

export interface ShareHost extends Host {
  /** Told of what broke or was found; never anything personal. */
  report: (what: string) => void
}

/** `runId`: the run that has just ended. `left`: of the call, from now on. Always resolves in time; what failed is reported. */
export async function nightlyShare(host: ShareHost, runId: string, left: CallTimes): Promise<void> {
  const beginMs = Math.min(left.beginMs, SHARE_MS)
  if (beginMs < LEAST_MS) return
  const until = performance.now() + beginMs
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(
      () => {
        host.report('The nightly work did not end in time and goes on with the next call.')
        resolve()
      },
      Math.min(left.answerMs, beginMs + END_MS),
    )
  })
  const work = doShare(host, runId, () => performance.now() < until).finally(() => clearTimeout(timer))
  await Promise.race([work, late])
}

/** The failure of one part keeps no other from its turn. */
async function doShare(host: ShareHost, runId: string, hasTime: HasTime): Promise<void> {
  const db = timed(host)
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    await work().catch((error: unknown) => {
      const { name = 'Error', code = '' } = error as { name?: string; code?: string }
      host.report(`${what}: ${name} ${code}`)
    })
  }
  await attempt('The nightly work failed', async () => {
    const now = await readNow(db)
    if (!(await isSteady(db, runId, now))) return
    await attempt('Old rows could not be dropped', () => dropOldRows(db, now, hasTime))
    await attempt('Enrolments could not be compared', async () => tell(host, await reconcile(host, hasTime)))
  })
}

/**
 * Whether another run was begun not long ago. A clock that is a year ahead for a moment would drop what has a year to go, so the
 * first call after such a jump leaves everything as it is.
 */
async function isSteady(db: Db, runId: string, now: number): Promise<boolean> {
  const [row] = await db.query<{ isSteady: boolean }>(
    `select exists (select from runs where id <> $1 and started_at between $2 and $3) as "isSteady"`,
    [runId, new Date(now - STEADY_MS), new Date(now - APART_MS)],
  )
  return row?.isSteady === true
}

function tell({ report }: ShareHost, done: Reconciliation | null): void {
  if (done?.state !== 'completed') return
  const found = Object.entries(done.differences)
  if (found.length === 0) return
  const kinds = found.map(([kind, count]) => `${kind} ${count}`).join(', ')
  report(`Leads did not stand where the rules ask: ${kinds}; ${done.repaired} were repaired.`)
}
