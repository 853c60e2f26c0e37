/** Adds the search words of new and changed leads to the search index. Until then a search reads these rows one by one. */
import type { Db } from '@relance/relance'

/** A change of one of these leads waits until its batch is committed. */
const BATCH = 2_000
/** Rows of one pass, about half a minute of work. The next pass takes the rest. */
const MOST = 300_000

/** Skips rows that are locked; the next pass takes them. Resolves with the number of rows it indexed. */
export async function indexSearch(db: Db, isStopping: () => boolean): Promise<number> {
  let indexed = 0
  for (;;) {
    const [row] = await db.query<{ count: number }>(
      `with fresh as (
         select lead_id from lead_search where not is_indexed order by lead_id limit ${BATCH} for update skip locked
       ), done as (
         update lead_search s set is_indexed = true from fresh where s.lead_id = fresh.lead_id returning 1
       ) select count(*)::int from done`,
    )
    const count = row?.count ?? 0
    indexed += count
    if (count < BATCH || indexed >= MOST || isStopping()) break
  }
  // Only the owner of an index may clean its pending list.
  if (indexed > 0) await db.query('select settle_lead_search()')
  return indexed
}
