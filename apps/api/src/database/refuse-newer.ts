/** A server must not write to tables that a newer version has changed: it would fail in the middle of its work, or write what no longer holds. */
import { refusal } from '../environment/refusal.ts'
import { MIGRATIONS } from './migration-list.ts'

/** The instant in a migration's name, by which they are in order. */
const placeOf = (name: string): number => Number(/\d{13}$/.exec(name)?.[0] ?? 0)
const LATEST = Math.max(...MIGRATIONS.map(({ name }) => placeOf(name)))

const NAMES = new Set(MIGRATIONS.map(({ name }) => name))

/** Whether this version has the migration: databases that were adopted hold names of before the baseline as well. */
export const isKnown = (name: string): boolean => NAMES.has(name)

/** `done`: the names of what was run on the database. @throws a refusal; nothing was changed. */
export function refuseNewer(done: readonly string[]): void {
  const newer = done.filter((name) => placeOf(name) > LATEST)
  if (newer.length === 0) return
  throw refusal(
    `A newer version of Relance has changed this database (${newer.join(', ')}). Nothing was changed. Start that version or a newer one, or restore the backup that was made before the upgrade.`,
  )
}
