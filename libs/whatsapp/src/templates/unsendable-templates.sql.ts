/** Of some templates, those that WhatsApp would not send: said in none of its own, in one it has not approved, or in one they do not fit. */
import type { Db } from '@relance/relance'
import { isSendable, readMappedRows } from './mapped-rows.sql.ts'

export async function unsendableTemplates(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const rows = await readMappedRows(db, ids)
  return rows.filter((row) => !isSendable(row)).map(({ id, label }) => ({ id, name: label }))
}
