/** Reads how leads stand towards rules: eligible or not, in the audience or not, enrolled or not. */
import { leadRefusal } from '../../decide/checks.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import type { Enrolment, Standing } from '../../decide/enrolment.ts'
import { STANDING_FACTS, standingInactive, standingIn, type StandingLead } from '../../decide/standing.ts'
import { FACTS } from '../../ground/lead-facts.ts'
import type { ReasonCode } from '../../ground/reasons.ts'
import type { Db } from '../../ground/ports.ts'
import { type CadencePast, effectOfContact } from '../../decide/pacing.ts'
import { CONFIRMED_AT, ENROLMENT_COLUMNS, factColumns, ms, PERSON_ID } from '../../ground/columns.ts'
import { compileAudience } from './compile-audience.sql.ts'

type StandingRow = Omit<StandingLead, 'id' | 'personId'> & {
  leadId: string
  personId: string | null
  matches: boolean[]
}

const STANDING_COLUMNS = factColumns(FACTS.filter(({ name }) => (STANDING_FACTS as readonly string[]).includes(name)))

type EnrolmentRow = Enrolment & CadencePast & { ruleId: string }

/** Leads with the reason nobody may contact them, and one standing per lead and rule that has anything to settle. */
export interface Standings {
  refused: { leadId: string; reason: ReasonCode }[]
  standings: Standing[]
  leads: ReadonlyMap<string, StandingLead>
}

/**
 * `rules` are looked at as active. With `onlyRuleId`, enrolments of other rules are left out of account; without it,
 * enrolments in rules that are not among `rules` stand as in an inactive one.
 */
export async function readStandings(
  db: Db,
  leadIds: readonly string[],
  plan: Plan,
  rules: readonly PlannedRule[],
  now: number,
  { onlyRuleId = null, isByTime = false }: { onlyRuleId?: string | null; isByTime?: boolean } = {},
): Promise<Standings> {
  return standingsOf(db, await readEnrolments(db, leadIds, onlyRuleId), { leadIds, plan, rules, now, isByTime })
}

export interface Question {
  leadIds: readonly string[]
  plan: Plan
  rules: readonly PlannedRule[]
  /** Milliseconds. */
  now: number
  /** Whether the leads are looked at because time has passed, and nothing else. */
  isByTime: boolean
}

/** Where leads stand now, given enrolments that were read before the plan: none of them is of a rule that the plan is too old to know. */
export async function standingsOf(
  db: Db,
  enrolments: EnrolmentsByLead,
  { leadIds, plan, rules, now, isByTime }: Question,
): Promise<Standings> {
  const rows = await readMatches(db, leadIds, rules, now)
  const standings: Standing[] = []
  const refused: Standings['refused'] = []
  const leads = new Map<string, StandingLead>()
  for (const { leadId, personId, ...row } of rows) {
    const lead = { ...row, id: leadId, ...(personId !== null && { personId }) }
    leads.set(leadId, lead)
    const leadReason = leadRefusal(lead, plan.openStatuses)
    if (leadReason) refused.push({ leadId, reason: leadReason })
    const mine = enrolments.get(leadId) ?? []
    rules.forEach((rule, place) => {
      const enrolment = mine.find((one) => one.ruleId === rule.id) ?? null
      const isMatch = row.matches[place] === true
      if (!enrolment && !isMatch) return
      const contact = enrolment && effectOfContact(rule, enrolment.step, enrolment, { lead, plan })
      standings.push({ ...standingIn(lead, rule, enrolment, { plan, now, isMatch }), isByTime, contact })
    })
    for (const enrolment of mine) {
      if (!rules.some((rule) => rule.id === enrolment.ruleId))
        standings.push(standingInactive(lead, enrolment, plan, now))
    }
  }
  return { refused, standings, leads }
}

async function readMatches(
  db: Db,
  leadIds: readonly string[],
  rules: readonly PlannedRule[],
  now: number,
): Promise<StandingRow[]> {
  const parameters: unknown[] = [leadIds]
  const audiences = rules.map((rule) => {
    const compiled = compileAudience(rule.audience, { now, firstParameter: parameters.length + 1 })
    parameters.push(...compiled.parameters)
    return `(${compiled.sql})`
  })
  return db.query<StandingRow>(
    `select ${STANDING_COLUMNS}, ${PERSON_ID} as "personId", m.matches
       from unnest($1::uuid[]) as t(lead_id)
       join leads l on l.id = t.lead_id
       left join lead_pacing p on p.lead_id = l.id
       cross join lateral (select array[${audiences.join(', ')}]::boolean[] as matches) m
      where true = any(m.matches) or exists (select from enrolments e where e.lead_id = l.id)`,
    parameters,
  )
}

export type EnrolmentsByLead = ReadonlyMap<string, readonly EnrolmentRow[]>

/** The latest episode of each lead in each rule. */
export async function readEnrolments(
  db: Db,
  leadIds: readonly string[],
  onlyRuleId: string | null,
): Promise<EnrolmentsByLead> {
  const rows = await db.query<EnrolmentRow>(
    `select e.*, b.begun as "firstRecordedAt", d.delivered as "deliveredAt", c.contacted as "contactedAt"
       from (select distinct on (lead_id, rule_id) ${ENROLMENT_COLUMNS}
               from enrolments where lead_id = any($1::uuid[]) and ($2::uuid is null or rule_id = $2)
              order by lead_id, rule_id, episode desc) e
       left join lateral (select ${ms('max(at)')} as contacted from contacts
                           where e.step > 1 and lead_id = e."leadId" and direction = 'outbound' and undone_at is null) c on true
       left join lateral (select ${ms('min(recorded_at)')} as begun from relances
                           where c.contacted is not null and enrolment_id = e.id::bigint) b on true
       left join lateral (select coalesce(${CONFIRMED_AT}, ${ms('deliver_at')}) as delivered from relances
                           where c.contacted is not null and enrolment_id = e.id::bigint and step = e.step - 1) d on true`,
    [leadIds, onlyRuleId],
  )
  const byLead = new Map<string, EnrolmentRow[]>()
  for (const row of rows) {
    const mine = byLead.get(row.leadId)
    if (mine) mine.push(row)
    else byLead.set(row.leadId, [row])
  }
  return byLead
}
