/** What taking an import back needs is dropped once it is too late for that. */
import type { Db } from '@relance/relance'
import { UNDOABLE_MS } from './take-back.ts'

const BATCH = 5_000

/** The values of before and after, of imports that can no longer be taken back. That a line of a file brought a lead stays known. */
export async function dropUndoValues(db: Db, now: number): Promise<void> {
  const due = await db.query<{ id: string }>(
    'select id from imports where values_dropped_at is null and (started_at < $1 or undone_at is not null)',
    [new Date(now - UNDOABLE_MS)],
  )
  for (const { id } of due) {
    for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after; )
      after = await dropSome(db, id, after)
    await db.query('update imports set values_dropped_at = $2 where id = $1', [id, new Date(now)])
  }
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
