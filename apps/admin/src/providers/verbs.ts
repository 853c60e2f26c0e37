/** What the panel can do besides reading and saving records. */
import type {
  AuditVerification,
  BulkReport,
  LeadBulkUpdate,
  ManualRunReport,
  Relance,
  Session,
} from '@relance/contract'
import type { RelanceVerb } from './relance-verb.ts'
import { changeMany } from './bulk.ts'
import { request } from './request.ts'

export type ActedRelance = Relance & { actionId: string | null; undoableUntil: string | null }

export async function actOnRelance(id: string, verb: RelanceVerb, body: object = {}): Promise<ActedRelance> {
  return (await request<ActedRelance>(`relances/${id}/${verb}`, { method: 'POST', body })).json
}

/** What is sent in place of the template's words; they are kept. */
export async function changeMessage(id: string, message: string): Promise<ActedRelance> {
  return (await request<ActedRelance>(`relances/${id}/message`, { method: 'PUT', body: { message } })).json
}

export async function answerStop(leadId: string, optOut: boolean): Promise<void> {
  await request(`leads/${leadId}/stop-answer`, { method: 'POST', body: { optOut } })
}

export async function undoStopAnswer(leadId: string): Promise<void> {
  await request(`leads/${leadId}/stop-answer/undo`, { method: 'POST', body: {} })
}

export async function verifyAuditLog(): Promise<AuditVerification> {
  return (await request<AuditVerification>('audit-events/verify')).json
}

export async function listSessions(): Promise<Session[]> {
  return (await request<Session[]>('auth/sessions')).json
}

export async function endSession(id: string): Promise<void> {
  await request(`auth/sessions/${id}`, { method: 'DELETE' })
}

/** Every other session ends. */
export async function changePassword(current: string, password: string): Promise<void> {
  await request('auth/password', { method: 'POST', body: { current, password } })
}

export type RunOutcome = ManualRunReport

export async function runNow(): Promise<RunOutcome> {
  return (await request<RunOutcome>('runs', { method: 'POST', body: {} })).json
}

/** From the first rule to be heard to the last. */
export async function orderRules(ids: readonly string[]): Promise<void> {
  await request('rules/order', { method: 'PUT', body: { ids } })
}

/** The same change for many leads; what is refused is listed, the rest is done. */
export const updateLeads = (ids: readonly string[], fields: LeadBulkUpdate): Promise<BulkReport> =>
  changeMany('leads', ids, { method: 'PUT', body: fields })
