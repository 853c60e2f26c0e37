/** All that is checked when a round is over, besides what its own answers say. */
import type { Control } from './control.ts'
import { ONCE_QUIET } from './invariants.ts'
import { API_TOKEN } from './server.ts'
import type { Stage } from './stage.ts'

export { brokenInvariants } from './invariants.ts'

/** A dead process's run is marked after 75 s without a heartbeat, at the next look. */
const SILENCE = 100

export async function restlessness(control: Control): Promise<string[]> {
  const wrong: string[] = []
  for (const { what, sql, seconds } of ONCE_QUIET) {
    let left = 0
    const rests = async (): Promise<boolean> => {
      left = (await control.query<{ left: number }>(sql))[0]?.left ?? 0
      return left === 0
    }
    if (!(await control.until(rests, seconds))) wrong.push(`not kept: ${what} (${left} left after ${seconds} s)`)
  }
  return wrong
}

/** Asked of whichever server answers, as a person would. */
export async function auditProblem({ control, servers }: Stage): Promise<string[]> {
  let problem = 'no server answered'
  const isIntact = async (): Promise<boolean> => {
    for (const { url } of servers) {
      const answer = await fetch(`${url}/api/audit-events/verify`, {
        headers: { Authorization: `Bearer ${API_TOKEN}` },
        signal: AbortSignal.timeout(20_000),
      }).catch(() => null)
      if (answer?.status !== 200) continue
      const verification = (await answer.json()) as { isIntact: boolean }
      problem = JSON.stringify(verification).slice(0, 300)
      return true
    }
    return false
  }
  if (!(await control.until(isIntact, 30, 200))) return [`the audit log could not be verified: ${problem}`]
  return problem.includes('"isIntact":true') ? [] : [`not kept: the audit chain is intact (${problem})`]
}

/** Every event since `from` has reached each reader, unless it was told to read everything again since it had been `resets` times. */
export async function streamProblems(
  { control, readers }: Stage,
  from: number,
  resets: readonly number[],
): Promise<string[]> {
  let missing: number[] = []
  const areComplete = async (): Promise<boolean> => {
    const events = await control.query<{ seq: number }>(
      `select seq::float8 as seq from live_events where seq > $1 and topic like 'resource/%'`,
      [from],
    )
    missing = readers.map((reader, place) =>
      reader.resets() > (resets[place] ?? 0) ? 0 : events.filter(({ seq }) => !reader.seen.has(seq)).length,
    )
    return missing.every((count) => count === 0)
  }
  if (await control.until(areComplete, 30, 100)) return []
  return [`not kept: live streams are complete (missing: ${missing.join(', ')})`]
}

export async function unfinishedRuns({ control }: Stage): Promise<string[]> {
  const none = async (): Promise<boolean> => {
    const [row] = await control.query<{ left: number }>(`select count(*)::int as left from runs where state = 'running'
      and heartbeat_at < clock_timestamp() - interval '3 seconds'`)
    return row?.left === 0
  }
  return (await control.until(none, SILENCE, 500)) ? [] : [`a run is left running ${SILENCE} s after the last round`]
}
