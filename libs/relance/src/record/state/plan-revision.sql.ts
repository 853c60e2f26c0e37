/** Tells whether anything in the plan has changed since it was read, without reading the plan. */
import type { Db } from '../../ground/ports.ts'
import { ms } from '../../ground/columns.ts'

/** Every table that `loadPlan` reads; a test changes each of its columns. */
export const PLAN_TABLES = [
  'settings',
  'holidays',
  'country_holidays',
  'rules',
  'rule_pauses',
  'frequencies',
  'templates',
]

/**
 * A row version is known by its place and by the transaction that wrote it, so the digest of all of them changes exactly when
 * a change is committed. A counter would need a trigger on every table, and its row would make savers wait for each other.
 */
export const digestOf = (tables: readonly string[]): string => {
  const rows = tables.map((table, place) => `select ${place} as t, ctid, xmin from ${table}`)
  return `(select md5(string_agg(t || ' ' || ctid || ' ' || xmin, ',' order by t, ctid)) from (${rows.join(' union all ')}) x)`
}

const PLAN_DIGEST = digestOf(PLAN_TABLES)

export interface Revision {
  revision: string
  /** The instant of the transaction, milliseconds. */
  now: number
  /** The latest instant at which an audience was followed, milliseconds. */
  matchedTo: number
}

export async function readRevision(tx: Db): Promise<Revision> {
  const [row] = await tx.query<Revision>(
    `select ${PLAN_DIGEST} as revision, ${ms('relance_now()')} as now,
            coalesce((select ${ms('max(greatest(matched_at, followed_to))')} from rule_matching), 0) as "matchedTo"`,
  )
  if (!row) throw new Error('The revision of the plan came back empty.')
  return row
}
