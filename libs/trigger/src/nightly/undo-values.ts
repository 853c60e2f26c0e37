/** What taking an import back needs is dropped once it is too late for that. */
import type { Db } from '@relance/relance'
import { DAY } from '@relance/relance/core'

/** An import can be taken back for so long. */
export const UNDOABLE_MS = DAY
const BATCH = 5_000

/**
 * The values of before and after, of one import that can no longer be taken back; returns whether there may be another. That a line of
 * a file brought a lead stays known. An import there was no time to finish is gone through again by the next call.
 */
export async function dropUndoValues(db: Db, now: number, hasTime: () => boolean): Promise<boolean> {
  const [due] = await db.query<{ id: string }>(
    'select id from imports where values_dropped_at is null and (started_at < $1 or undone_at is not null) limit 1',
    [new Date(now - UNDOABLE_MS)],
  )
  if (!due) return false
  for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after; ) {
    if (!hasTime()) return true
    after = await dropSome(db, due.id, after)
  }
  await db.query('update imports set values_dropped_at = $2 where id = $1', [due.id, new Date(now)])
  return true
}

/** Returns the last lead it has looked at; undefined when there are no more. */
async function dropSome(db: Db, importId: string, after: string): Promise<string | undefined> {
  const [seen] = await db.query<{ last: string | null }>(
    `with page as (
       select lead_id from import_rows where import_id = $1 and lead_id > $2 order by lead_id limit ${BATCH}
     ), dropped as (
       update import_rows r set before = null, after = null
        where r.import_id = $1 and r.lead_id in (select lead_id from page) and (r.before is not null or r.after is not null))
     select max(lead_id::text) as last from page`,
    [importId, after],
  )
  return seen?.last ?? undefined
}
