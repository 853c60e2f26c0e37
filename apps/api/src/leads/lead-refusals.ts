/** What only the settings and other tables can tell of a lead that is to be saved. */
import { CLOSER_FIELDS, type LeadUpdate, type Refusal } from '@relance/contract'
import { readMobile } from '@relance/leads/core'
import { CLOCK_TOLERANCE_MS, EARLIEST_MS, HAPPENED_FIELDS } from '@relance/leads/fields'
import { readNow } from '@relance/relance'
import { Settings } from '@relance/relance/nest'
import type { EntityManager } from 'typeorm'
import { type Actor, isCloser } from '../auth/access.ts'
import { managerDb } from '../database/manager-db.ts'
import { type Refused, refuseFields } from '../http/refused.ts'
import { isActiveUser } from '../people/leaving.ts'

/** The fields with the phone as E.164. @throws every refusal at once. */
export async function checkLead(manager: EntityManager, fields: LeadUpdate): Promise<LeadUpdate> {
  const { country, leadStatuses } = await manager.findOneByOrFail(Settings, { id: true })
  const refusals: Refusal[] = []
  const codes = leadStatuses.map((status) => status.code)
  if (fields.status !== undefined && !codes.includes(fields.status)) {
    refusals.push({ field: 'status', code: 'status_unknown', params: { values: codes.join(', ') } })
  }
  if (fields.closerId && !(await isActiveUser(manager, fields.closerId))) {
    refusals.push({ field: 'closerId', code: 'closer_unknown' })
  }
  refusals.push(...(await instantRefusals(manager, fields)))
  const read = fields.phone === undefined ? null : readMobile(fields.phone, country)
  if (read && !read.ok) refusals.push({ field: 'phone', code: 'phone_refused', params: { country } })
  if (refusals.length > 0) throw refuseFields(...refusals)
  return read?.ok ? { ...fields, phone: read.phone } : fields
}

/** What has happened lies behind the database's clock; the one of whoever sends it may be a little ahead. */
async function instantRefusals(manager: EntityManager, fields: LeadUpdate): Promise<Refusal[]> {
  const written = HAPPENED_FIELDS.flatMap((field) => (fields[field] ? [{ field, at: Date.parse(fields[field]) }] : []))
  if (written.length === 0) return []
  const latest = (await readNow(managerDb(manager))) + CLOCK_TOLERANCE_MS
  return written.flatMap(({ field, at }): Refusal[] => {
    if (at > latest) return [{ field, code: 'in_future', params: { value: fields[field] ?? '' } }]
    return at < EARLIEST_MS ? [implausible(field, at)] : []
  })
}

/** Older than any lead. */
export const implausible = (field: string, at: number): Refusal => ({
  field,
  code: 'date_implausible',
  params: { value: new Date(at).toISOString() },
})

/** A closer may send a whole record back, as long as what is the managers' is in it unchanged. */
export function managersRefusal(actor: Actor, before: object, fields: LeadUpdate): Refused | null {
  if (!isCloser(actor)) return null
  const text = (value: unknown): string => JSON.stringify(value ?? null)
  const changed = Object.entries(fields).filter(
    ([field, value]) =>
      value !== undefined &&
      !CLOSER_FIELDS.includes(field) &&
      text(sameInstant(value)) !== text(sameInstant((before as Record<string, unknown>)[field])),
  )
  if (changed.length === 0) return null
  return refuseFields(...changed.map(([field]) => ({ field, code: 'field_for_managers' as const })))
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T/

/** An instant may be written with another offset or fewer digits. */
const sameInstant = (value: unknown): unknown =>
  typeof value === 'string' && INSTANT.test(value) ? new Date(value) : value
