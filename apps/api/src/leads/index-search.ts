/** Puts the words of leads that are new or changed into the index they are searched by; until then they are read row by row. */
import type { Db } from '@relance/relance'

/** Whose lead is being changed waits for as long as one takes. */
const BATCH = 2_000
/** Of one pass: the index takes as many within half a minute, and the others come with the next. */
const MOST = 300_000

/** Rows that somebody is changing are left to the next time, so that it waits for nobody. Resolves with how many it has put in. */
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
  // Nobody but the owner of an index may ask for it.
  if (indexed > 0) await db.query('select settle_lead_search()')
  return indexed
}
