/** Closes what could not be delivered within its rule's expiry: it is not sent late. */
import type { Db } from '../ports.ts'
import { instant } from './columns.ts'

/** Expires up to `limit` relances at `now` (milliseconds); returns how many. */
export async function expireRelances(db: Db, now: number, limit: number): Promise<number> {
  const rows = await db.query(
    `update relances set state = 'expired', reason = 'expiry' where id = any(array(
       select id from relances
        where state in ('due', 'opened', 'snoozed', 'queued') and expires_at <= ${instant('$1')}
        limit $2 for update skip locked)) returning id`,
    [now, limit],
  )
  return rows.length
}
