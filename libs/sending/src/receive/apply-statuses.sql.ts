/** Finds the relances statuses are about, and writes what the statuses add up to. */
import type { StatusEvent, Told } from './receive.pure.ts'
import type { ChannelKey, LeadFacts, RelanceState } from '@relance/relance/core'
import type { Db } from '@relance/relance'
import { instant, LEAD_COLUMNS, leadOf, type LeadRow, ms } from '@relance/relance/sql'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export interface SendRow {
  relanceId: string
  leadId: string
  messageId: string | null
}

/** By the id we gave along, which WhatsApp echoes, else by its own. */
export function findSends(tx: Db, statuses: readonly StatusEvent[]): Promise<SendRow[]> {
  const ids = statuses.flatMap(({ relanceId }) => (relanceId !== null && UUID.test(relanceId) ? [relanceId] : []))
  const messageIds = statuses.filter(({ relanceId }) => relanceId === null).map(({ messageId }) => messageId)
  return tx.query<SendRow>(
    `select s.relance_id as "relanceId", r.lead_id as "leadId", s.message_id as "messageId"
       from whatsapp_sends s join relances r on r.id = s.relance_id
      where s.relance_id = any($1::uuid[])
     union
     select s.relance_id, r.lead_id, s.message_id from whatsapp_sends s join relances r on r.id = s.relance_id
      where s.message_id = any($2::text[])`,
    [ids, messageIds],
  )
}

export interface SentRow {
  relanceId: string
  leadId: string
  ruleId: string
  numberId: string
  state: RelanceState
  reason: string | null
  step: number
  expiresAt: number
  timeZone: string | null
  lead: LeadFacts
  /** The lead wrote after the message was taken. */
  hasReplied: boolean
}

/** Also those a closer has had since in WhatsApp's place. The turn of their leads must be held. */
export async function readSent(tx: Db, relanceIds: readonly string[]): Promise<SentRow[]> {
  const rows = await tx.query<Omit<SentRow, 'lead'> & LeadRow>(
    `select r.id as "relanceId", r.rule_id as "ruleId", s.number_id as "numberId", r.state, r.reason, r.step,
            ${ms('r.expires_at')} as "expiresAt", ${LEAD_COLUMNS},
            exists (select from whatsapp_messages m where m.lead_id = r.lead_id and m.at >= s.taken_at) as "hasReplied"
       from relances r join whatsapp_sends s on s.relance_id = r.id join leads l on l.id = r.lead_id
       left join lead_pacing p on p.lead_id = l.id left join users u on u.id = l.closer_id
      where r.id = any($1::uuid[])`,
    [relanceIds],
  )
  return rows.map((row) => ({ ...row, lead: leadOf(row) }))
}

/** `nextDueAt`: when the next step is due, where these statuses are the first proof that WhatsApp accepted the message. */
export type ToldOf = Told & { relanceId: string; cost: number | null; pacedAt: number | null; nextDueAt: number | null }

/** `channel`: which of them reported it; null leaves each relance with its own. */
export async function writeTold(tx: Db, told: readonly ToldOf[], channel: ChannelKey | null): Promise<void> {
  const rows = told.map((one) => ({
    id: one.relanceId,
    state: one.state,
    reason: one.reason,
    message_id: one.messageId,
    accepted_at: one.acceptedAt,
    delivered_at: one.deliveredAt,
    read_at: one.readAt,
    failed_at: one.failedAt,
    error_code: one.error?.code ?? null,
    error_details: one.error?.details.replaceAll('\0', '').slice(0, 1_000) ?? null,
    cost: one.cost,
    paced_at: one.pacedAt,
    next_due_at: one.nextDueAt,
  }))
  await tx.query(WRITE, [JSON.stringify(rows), channel])
}

/** Of a person who was erased meanwhile, what WhatsApp calls them does not come back. */
const WRITE = `
  with d as materialized (
    select * from json_to_recordset($1::json) as d(id uuid, state text, reason text, message_id text, accepted_at float8,
      delivered_at float8, read_at float8, failed_at float8, error_code int, error_details text, cost float8,
      paced_at float8, next_due_at float8)
  ), moved as (
    update relances r set state = d.state, reason = d.reason, channel = coalesce($2, r.channel)
      from d where r.id = d.id and d.state is not null
    returning r.enrolment_id, r.lead_id, r.step, d.paced_at, d.next_due_at
  ), noted as (
    update whatsapp_sends s
       set message_id = coalesce(s.message_id, case when l.erased_at is null then d.message_id end),
           accepted_at = coalesce(s.accepted_at, ${instant('d.accepted_at')}),
           delivered_at = least(s.delivered_at, ${instant('d.delivered_at')}),
           read_at = least(s.read_at, ${instant('d.read_at')}), failed_at = least(s.failed_at, ${instant('d.failed_at')}),
           error_code = coalesce(d.error_code, s.error_code),
           error_details = coalesce(case when l.erased_at is null then d.error_details end, s.error_details),
           cost_micros = coalesce(d.cost::bigint, s.cost_micros)
      from d join relances r on r.id = d.id join leads l on l.id = r.lead_id
     where s.relance_id = d.id
  ), paced as (
    update lead_pacing p set last_relance_at = ${instant('m.paced_at')}
      from moved m where p.lead_id = m.lead_id and m.paced_at is not null
  )
  update enrolments e set due_at = ${instant('m.next_due_at')}, next_due_at = ${instant('m.next_due_at')}, reason = null
    from moved m
   where e.id = m.enrolment_id and m.next_due_at is not null and e.state = 'active' and e.step = m.step + 1`
