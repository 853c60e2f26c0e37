/** Reads and writes the pauses of rules. The database itself notes when a rule stops and goes on. */
import type { Midway } from '../../decide/pauses/pause.ts'
import type { Db } from '../../ground/ports.ts'

/** By rule: how long it has been paused until now, milliseconds. */
export async function pauseClocks(db: Db): Promise<Map<string, number>> {
  const rows = await db.query<{ ruleId: string; pausedMs: number }>(
    'select rule_id as "ruleId", pause_clock(rule_id)::float8 as "pausedMs" from rule_pauses',
  )
  return new Map(rows.map(({ ruleId, pausedMs }) => [ruleId, pausedMs]))
}

/** What becomes of leads in mid-cadence, in the transaction in which these rules are switched on or resumed. */
export async function chooseMidway(tx: Db, ruleIds: readonly string[], midway: Midway): Promise<void> {
  await tx.query(
    `update rule_pauses set midway = $2, midway_to_ms = pause_clock(rule_id) where rule_id = any($1::uuid[])`,
    [ruleIds, midway],
  )
}
