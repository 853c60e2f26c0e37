/** Puts messages nobody could settle before people, once. */
import type { Db } from '@relance/relance'
import { instant } from '@relance/relance/sql'

/** Those unknown since before `since` (milliseconds); returns how many were not listed before. Managers are told live. */
export async function listUnsettled(db: Db, since: number, now: number): Promise<number> {
  const rows = await db.query<{ id: string }>(
    `with lost as materialized (
       select s.relance_id from whatsapp_sends s join relances r on r.id = s.relance_id
        where s.unknown_at < ${instant('$1')} and s.listed_at is null and r.state = 'unknown' for update of s skip locked)
     update whatsapp_sends s set listed_at = ${instant('$2')} from lost where s.relance_id = lost.relance_id
     returning s.relance_id as id`,
    [since, now],
  )
  if (rows.length > 0) {
    await db.query(`select live_add('resource/whatsapp-unsettled', 'created', $1::text[], null, 'manager')`, [
      rows.length <= 500 ? rows.map(({ id }) => id) : [],
    ])
  }
  return rows.length
}
