/** What only the settings and other tables can tell of a lead that is to be saved. */
import type { LeadUpdate, Refusal } from '@relance/contract'
import { readMobile } from '@relance/leads/core'
import { Settings } from '@relance/relance/nest'
import type { EntityManager } from 'typeorm'
import { User } from '../auth/user.entity.ts'
import { refuseFields } from '../http/refused.ts'

/** The fields with the phone as E.164. @throws every refusal at once. */
export async function checkLead(manager: EntityManager, fields: LeadUpdate): Promise<LeadUpdate> {
  const { country, leadStatuses } = await manager.findOneByOrFail(Settings, { id: true })
  const refusals: Refusal[] = []
  const codes = leadStatuses.map((status) => status.code)
  if (fields.status !== undefined && !codes.includes(fields.status)) {
    refusals.push({ field: 'status', code: 'status_unknown', params: { values: codes.join(', ') } })
  }
  if (fields.closerId && !(await manager.existsBy(User, { id: fields.closerId }))) {
    refusals.push({ field: 'closerId', code: 'closer_unknown' })
  }
  const read = fields.phone === undefined ? null : readMobile(fields.phone, country)
  if (read && !read.ok) refusals.push({ field: 'phone', code: 'phone_refused', params: { country } })
  if (refusals.length > 0) throw refuseFields(...refusals)
  return read?.ok ? { ...fields, phone: read.phone } : fields
}
