/** Settings of the company by the names of their registry. */
import type { Db } from './ports.ts'
import { COMPANY_SETTINGS, type CompanySetting, type CompanyValues } from './settings.ts'

/** The global stop is derived from another column: the plan says whether it stands. */
type Kept = Exclude<CompanySetting, 'stopped'>

export async function readSettings<Key extends Kept>(
  db: Pick<Db, 'query'>,
  ...keys: readonly Key[]
): Promise<Pick<CompanyValues, Key>> {
  const columns = keys.map((key) => `${COMPANY_SETTINGS[key].column} as "${key}"`)
  return settingsRow(await db.query<Pick<CompanyValues, Key>>(`select ${columns.join(', ')} from settings`))
}

/** Of statements that read more than settings: the one row there is. */
export function settingsRow<Row>([row]: readonly Row[]): Row {
  if (!row) throw new Error('The settings row is missing: run the migrations again on this database.')
  return row
}
