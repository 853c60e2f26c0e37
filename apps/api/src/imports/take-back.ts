/** Takes an import back, while it can be: the same from the panel, the API and the command line. */
import type { ImportUndone } from '@relance/contract'
import type { Db } from '@relance/relance'
import { UNDOABLE_MS } from '@relance/trigger'
import { note } from '../audit/note.ts'
import { undoImport } from './undo-import.ts'

export type TakenBack =
  | { ok: true; undone: ImportUndone }
  | { ok: false; code: 'not_found' | 'import_undone' | 'import_too_old' }

/** Within an attributed transaction. `by` is shown in the list of imports. */
export async function takeBack(tx: Db, id: string, { by, now }: { by: string; now: number }): Promise<TakenBack> {
  const [row] = await tx.query<{ fileName: string; startedAt: Date; undoneAt: Date | null }>(
    `select file_name as "fileName", started_at as "startedAt", undone_at as "undoneAt" from imports where id = $1 for update`,
    [id],
  )
  if (!row) return { ok: false, code: 'not_found' }
  if (row.undoneAt) return { ok: false, code: 'import_undone' }
  if (row.startedAt.getTime() + UNDOABLE_MS < now) return { ok: false, code: 'import_too_old' }
  const undone = await undoImport(tx, id, now)
  await tx.query('update imports set undone_at = $2, undone_by = $3 where id = $1', [id, new Date(now), by])
  const { removed, restored, kept } = undone
  await note(tx, {
    action: 'import_undone',
    resource: 'leads',
    recordId: id,
    details: { file: row.fileName, removed, restored, kept: kept.length + undone.keptLeftOut },
  })
  return { ok: true, undone }
}
