/** What the panel can do besides reading and saving records. */
import type { AuditVerification, Relance } from '@relance/contract'
import { request } from './request.ts'

export type ActedRelance = Relance & { actionId: string | null; undoableUntil: string | null }
export type RelanceVerb = 'open' | 'sent' | 'skip' | 'snooze' | 'outcome' | 'reassign' | 'undo'

export async function actOnRelance(id: string, verb: RelanceVerb, body: object = {}): Promise<ActedRelance> {
  return (await request<ActedRelance>(`relances/${id}/${verb}`, { method: 'POST', body })).json
}

export async function verifyAuditLog(): Promise<AuditVerification> {
  return (await request<AuditVerification>('audit-events/verify')).json
}
