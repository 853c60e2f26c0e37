/** Takes queued messages for one number: their leads’ locks, and what is due for them. */
import { INBOX } from '@relance/relance/core'
import type { Channel, Db } from '@relance/relance'
import { instant, LEAD_COLUMNS, type LeadRow, leadOf, ms } from '@relance/relance/sql'
import { supersedeOpenItems } from '../attempts/pass-to-closers.sql.ts'
import type { Sending } from '../plan/load-sending.sql.ts'
import { isBeingProven } from './canary.sql.ts'
import type { Delivery, Queued } from './deliver.pure.ts'

export type QueuedRow = LeadRow & {
  relanceId: string
  runId: string
  step: number
  message: string
  deliverAt: number
  expiresAt: number
  ruleId: string
  templateId: string
  templateVersion: number
  lastInboundAt: number | null
  notBefore: number | null
  isReached: boolean
}

export interface QueuedRequest {
  channel: Channel
  numberId: string
  numberIds: readonly string[]
  limit: number
}

/**
 * Two statements on purpose, as for what is due: the first locks messages and their leads (what another
 * holds is skipped), the second reads what its holder has committed. A lead stays with the number it knows.
 */
export async function takeQueued(
  tx: Db,
  { channel, numberId, numberIds, limit }: QueuedRequest,
  now: number,
): Promise<QueuedRow[]> {
  const taken = await tx.query<{ id: string }>(
    `select r.id from relances r
       join lead_pacing p on p.lead_id = r.lead_id
       join templates t on t.id = r.template_id
       left join whatsapp_contacts c on c.lead_id = r.lead_id
      where r.state = 'queued' and r.channel = $5 and r.deliver_at <= ${instant('$1')}
        and (c.number_id is null or c.number_id = $2 or c.number_id <> all($3::text[]))
        and not ${isBeingProven('$2', '$1::float8')}
      order by r.deliver_at limit $4 for update of r, p skip locked`,
    [now, numberId, numberIds, limit, channel.key],
  )
  if (taken.length === 0) return []
  return tx.query<QueuedRow>(
    `select r.id as "relanceId", r.run_id as "runId", r.step, r.message, ${ms('r.deliver_at')} as "deliverAt", ${ms('r.expires_at')} as "expiresAt",
            r.rule_id as "ruleId", r.template_id as "templateId", v.version as "templateVersion", ${ms('c.last_inbound_at')} as "lastInboundAt",
            ${ms('c.not_before')} as "notBefore",
            exists (select from relances q join whatsapp_sends x on x.relance_id = q.id
                     where q.lead_id = r.lead_id and x.kind = 'template' and x.taken_at > ${instant('$2')} - interval '24 hours'
                       and (x.failed_at is null or x.accepted_at is not null)) as "isReached", ${LEAD_COLUMNS}
       from unnest($1::uuid[]) with ordinality as t(id, place)
       join relances r on r.id = t.id
       join leads l on l.id = r.lead_id
       join templates v on v.id = r.template_id
       left join lead_pacing p on p.lead_id = l.id
       left join users u on u.id = l.closer_id
       left join whatsapp_contacts c on c.lead_id = l.id
      where r.state = 'queued'
      order by t.place`,
    [taken.map(({ id }) => id), now],
  )
}

/** When the next message is due, of any number; null when none waits. Milliseconds. */
export async function nextQueuedAt(tx: Db, channel: Channel, now: number): Promise<number | null> {
  const [row] = await tx.query<{ at: number }>(
    `select ${ms('deliver_at')} as at from relances
      where state = 'queued' and channel = $2 and deliver_at > ${instant('$1')} order by deliver_at limit 1`,
    [now, channel.key],
  )
  return row?.at ?? null
}

export function queuedOf(row: QueuedRow, { plan, templates }: Sending): Queued {
  const {
    relanceId,
    runId,
    templateId,
    templateVersion,
    step,
    message,
    deliverAt,
    expiresAt,
    lastInboundAt,
    notBefore,
  } = row
  return {
    ...{ relanceId, runId, templateId, templateVersion, step, message, deliverAt, expiresAt },
    lead: leadOf(row),
    rule: plan.rules.get(row.ruleId),
    contact: { lastInboundAt, notBefore },
    isReached: row.isReached,
    template: templates.get(row.templateId) ?? null,
  }
}

const STATES = {
  send: 'sending',
  wait: 'queued',
  expire: 'expired',
  withdraw: 'withdrawn',
  fail: 'failed',
  fallBack: 'due',
}

export interface WriteRequest {
  channel: Channel
  numberId: string
  currency: string
  now: number
  startsUntil: number
}

/**
 * Compare-and-set from `queued`, within the transaction that took them: once it commits, the calls may begin, the last of them
 * before `startsUntil`.
 */
export async function writeDeliveries(
  tx: Db,
  deliveries: readonly Delivery[],
  { channel, numberId, currency, now, startsUntil }: WriteRequest,
): Promise<void> {
  if (deliveries.length === 0) return
  await makeRoomForCloser(tx, deliveries)
  const rows = deliveries.map((delivery) => {
    const { kind, queued } = delivery
    const isSend = kind === 'send'
    return {
      id: queued.relanceId,
      lead_id: queued.lead.id,
      closer_id: queued.lead.closerId,
      state: STATES[kind],
      reason: kind === 'expire' ? 'expiry' : isSend ? null : delivery.reason,
      deliver_at: kind === 'wait' ? delivery.until : kind === 'fallBack' ? now : null,
      message: isSend ? delivery.text : null,
      content: isSend ? delivery.content.kind : null,
      template_name: isSend && delivery.content.kind === 'template' ? delivery.content.name : null,
      template_language: isSend && delivery.content.kind === 'template' ? delivery.content.language : null,
      category: isSend ? delivery.category : null,
      estimate: isSend ? delivery.estimate : null,
    }
  })
  await tx.query(WRITE, [JSON.stringify(rows), numberId, now, currency, startsUntil + channel.limits.recipientGapMs])
}

const WRITE = `
  with d as materialized (
    select * from json_to_recordset($1::json) as d(id uuid, lead_id uuid, closer_id uuid, state text, reason text, deliver_at float8,
      message text, content text, template_name text, template_language text, category text, estimate float8)
  ), moved as (
    update relances r
       set state = d.state, reason = d.reason, deliver_at = coalesce(${instant('d.deliver_at')}, r.deliver_at),
           channel = case d.state when 'due' then '${INBOX}' else r.channel end,
           closer_id = case d.state when 'due' then d.closer_id else r.closer_id end, message = coalesce(d.message, r.message)
      from d where r.id = d.id and r.state = 'queued'
  ), paced as (
    -- What is put off keeps other rules at a distance from then on.
    update lead_pacing p set last_relance_at = greatest(p.last_relance_at, ${instant('d.deliver_at')})
      from d where p.lead_id = d.lead_id and d.deliver_at is not null
  ), noted as (
    insert into whatsapp_sends (relance_id, rule_id, number_id, due_at, taken_at, kind, template_name, template_language,
        category, estimate_micros, currency)
      select r.id, r.rule_id, $2, r.deliver_at, ${instant('$3')}, d.content, d.template_name, d.template_language, d.category,
             d.estimate::bigint, $4
        from d join relances r on r.id = d.id where d.state = 'sending'
    on conflict (relance_id) do update
       set number_id = excluded.number_id, attempts = whatsapp_sends.attempts + 1, due_at = excluded.due_at,
           taken_at = excluded.taken_at, kind = excluded.kind, template_name = excluded.template_name,
           template_language = excluded.template_language, category = excluded.category,
           estimate_micros = excluded.estimate_micros, error_code = null, error_details = null
  )
  insert into whatsapp_contacts as c (lead_id, number_id, not_before)
    select lead_id, $2, ${instant('$5')} from d where state = 'sending' order by lead_id
  on conflict (lead_id) do update set number_id = excluded.number_id, not_before = excluded.not_before`

/** A lead has at most one open inbox item. */
async function makeRoomForCloser(tx: Db, deliveries: readonly Delivery[]): Promise<void> {
  const leadIds = deliveries.filter(({ kind }) => kind === 'fallBack').map(({ queued }) => queued.lead.id)
  if (leadIds.length > 0) await supersedeOpenItems(tx, leadIds)
}
