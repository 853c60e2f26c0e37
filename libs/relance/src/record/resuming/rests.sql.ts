/** Reads and writes how rules rest. The database itself notes when they stop and go on. */
import type { Midway } from '../../decide/rests/rest.ts'
import type { Db } from '../../ground/ports.ts'

/** By rule: how long it has rested until now, milliseconds. */
export async function restClocks(db: Db): Promise<Map<string, number>> {
  const rows = await db.query<{ ruleId: string; restedMs: number }>(
    'select rule_id as "ruleId", rest_clock(rule_id)::float8 as "restedMs" from rule_rests',
  )
  return new Map(rows.map(({ ruleId, restedMs }) => [ruleId, restedMs]))
}

/** What becomes of leads in mid-cadence, in the transaction in which these rules are switched on or resumed. */
export async function chooseMidway(tx: Db, ruleIds: readonly string[], midway: Midway): Promise<void> {
  await tx.query(
    `update rule_rests set midway = $2, midway_to_ms = rest_clock(rule_id) where rule_id = any($1::uuid[])`,
    [ruleIds, midway],
  )
}
