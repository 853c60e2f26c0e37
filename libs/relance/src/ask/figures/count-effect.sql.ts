/** Counts what came of a rule's relances, step by step and text by text, and of the leads it sets aside. */
import type { Db } from '../../ground/ports.ts'
import { instant } from '../../ground/columns.ts'

export interface TextCount {
  step: number
  templateId: string
  templateName: string
  recorded: number
  sent: number
  opened: number
  /** Answered: told by the closer, or written through WhatsApp. */
  replied: number
  won: number
  optedOut: number
}

export interface GroupCount {
  leads: number
  won: number
  optedOut: number
}

export interface EffectCount {
  texts: TextCount[]
  /**
   * Leads whose first step was recorded, and leads that were set aside when it would have been; both due since `since`, each once,
   * however many episodes it has had.
   * What became of the message is not asked: who is withdrawn or missed is no matter of chance.
   */
  treated: GroupCount
  heldOut: GroupCount
}

/** The states of a message that reached its reader, or was told to have. */
const SENT = `('sent', 'accepted', 'delivered', 'read')`

/** What a person does counts for the last message before it, for so many days. */
const DAYS = 14

/** Whether `at` follows the relance `r`, within its days, and comes before the lead's next message. */
const follows = (at: string): string => `${at} >= r.deliver_at and ${at} < r.deliver_at + interval '${DAYS} days'
  and not exists (select from relances later where later.lead_id = r.lead_id and later.deliver_at > r.deliver_at
                     and later.deliver_at <= ${at} and later.state in ${SENT})`

const COUNTS = `
  count(*)::int as recorded,
  count(*) filter (where r.state in ${SENT})::int as sent,
  count(*) filter (where r.opened_at is not null or r.state in ('opened', 'sent', 'read'))::int as opened,
  count(*) filter (where r.outcome in ('replied', 'meeting', 'won', 'lost') or r.state in ${SENT} and exists (
    select from whatsapp_messages m where m.lead_id = r.lead_id and ${follows('m.at')}))::int as replied,
  count(*) filter (where r.outcome = 'won')::int as won,
  count(*) filter (where r.outcome = 'never_contact_again'
    or r.state in ${SENT} and l.opted_out_at is not null and ${follows('l.opted_out_at')})::int as "optedOut"`

/** Since `since` (milliseconds); withdrawn and replaced relances are left out, as nobody saw them. */
export async function countEffect(db: Db, ruleId: string, since: number): Promise<EffectCount> {
  const texts = await db.query<TextCount>(
    `select r.step, r.template_id as "templateId", t.name as "templateName", ${COUNTS}
       from relances r join leads l on l.id = r.lead_id join templates t on t.id = r.template_id
      where r.rule_id = $1 and r.deliver_at >= ${instant('$2')} and r.state not in ('withdrawn', 'superseded')
      group by r.step, r.template_id, t.name order by r.step, t.name, r.template_id`,
    [ruleId, since],
  )
  const group = (from: string) =>
    db.query<GroupCount>(
      `select count(*)::int as leads, count(*) filter (where l.status = 'won')::int as won,
              count(*) filter (where l.opted_out_at is not null)::int as "optedOut"
         from (${from}) x join leads l on l.id = x.lead_id`,
      [ruleId, since],
    )
  const [treated] = await group(
    `select distinct lead_id from relances where rule_id = $1 and step = 1 and due_at >= ${instant('$2')}`,
  )
  const [heldOut] = await group(
    `select distinct lead_id from enrolments where rule_id = $1 and reason = 'held_out' and due_at >= ${instant('$2')}`,
  )
  const none = { leads: 0, won: 0, optedOut: 0 }
  return { texts, treated: treated ?? none, heldOut: heldOut ?? none }
}

export interface AnnoyingStep {
  ruleId: string
  ruleName: string
  step: number
  sent: number
  optedOut: number
}

/**
 * The steps of active rules that more than the settings' percentage answered with an opt-out since `since` (milliseconds).
 * Only leads that opted out are followed to their steps, so the cost grows with opt-outs.
 */
export function findAnnoyingSteps(db: Db, since: number, leastSent: number): Promise<AnnoyingStep[]> {
  return db.query<AnnoyingStep>(
    `with annoyed as (
       select r.rule_id, r.step, count(*)::int as opted_out
         from leads l join relances r on r.lead_id = l.id
        where l.opted_out_at >= ${instant('$1')} and r.deliver_at >= ${instant('$1')}
          and (r.outcome = 'never_contact_again' or r.state in ${SENT} and ${follows('l.opted_out_at')})
        group by r.rule_id, r.step
     ), counted as (
       select a.*, (select count(*)::int from relances s where s.rule_id = a.rule_id and s.step = a.step
                       and s.deliver_at >= ${instant('$1')} and s.state in ${SENT}) as sent
         from annoyed a
     )
     select c.rule_id as "ruleId", ru.name as "ruleName", c.step, c.sent, c.opted_out as "optedOut"
       from counted c join rules ru on ru.id = c.rule_id and ru.active cross join settings s
      where c.sent >= $2 and c.opted_out * 100 > c.sent * s.opt_out_alarm_percent
      order by ru.name, c.step`,
    [since, leastSent],
  )
}
