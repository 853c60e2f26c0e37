/** Closes what could not be delivered within its rule's expiry: it is not sent late. What is held for a question lasts. */
import { PENDING_STATES } from '../ground/columns.ts'
import type { Db } from '../ground/ports.ts'

/** Expires up to `limit` relances now; returns how many. */
export async function expireRelances(db: Db, limit: number): Promise<number> {
  const rows = await db.query(
    `update relances set state = 'expired', reason = 'expiry' where id = any(array(
       select id from relances
        where state in ${PENDING_STATES} and expires_at <= relance_now()
          and not exists (select from leads l where l.id = lead_id and l.stop_suspected_at is not null)
        limit $1 for update skip locked)) returning id`,
    [limit],
  )
  return rows.length
}
