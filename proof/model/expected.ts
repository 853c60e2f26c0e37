/**
 * What must hold of the database whenever nobody is at work and a run has just been completed, worked out from the leads,
 * the rules and the relances recorded so far. Written from the contract, in the plainest way, and without the engine's
 * decisions; only its calendar (delays and windows) is used, which has proofs of its own.
 */
import { deliverAt as openingFrom, firstDueAt, nextDueAt } from '@relance/relance/core'
import { isIn } from './audience.ts'
import { GAPS } from './commands.ts'
import {
  type CadenceFact,
  contactsOf,
  type EnrolmentFact,
  type Facts,
  latestEpisode,
  type LeadFact,
  type RelanceFact,
  type RuleFact,
} from './facts.ts'

export const OPEN = ['due', 'opened', 'snoozed']
const REPLIES = ['replied', 'meeting', 'won', 'lost']
const WAITS = ['paused', 'minimum_gap', 'cap_reached', 'outranked', 'spread']
/** Ends that an undo alone takes back. */
const CLOSED = ['opted_out', 'wrong_number', 'status_closed']

/** `code` says what kind of fault it is; `what` names the lead, the rule and what was found. */
export interface Difference {
  code: string
  what: string
  /** Found only when time had passed after the last command. */
  isLate?: true
}

const difference = (code: string, what: string): Difference => ({ code, what })

export function cadenceInForce(rule: RuleFact): CadenceFact {
  const cadence = rule.cadences.at(-1)
  if (!cadence) throw new Error('A rule without a frequency.')
  return cadence
}

export const calendarOf = (facts: Facts, cadence: CadenceFact, lead: LeadFact) => ({
  timeZone: lead.timeZone ?? cadence.timeZone ?? facts.timeZone,
  holidays: new Set(facts.holidays),
})

/** Why nobody may write to the lead at all; null when a rule may. */
export function barOf(lead: LeadFact, facts: Facts): string | null {
  if (lead.erasedAt !== null) return 'erased'
  if (lead.optedOutAt !== null) return 'opted_out'
  if (lead.wrongNumberAt !== null || lead.phone === null) return 'wrong_number'
  return facts.openStatuses.includes(lead.status) ? null : 'status_closed'
}

/** A later episode counts from the latest of its beginning, a contact, a submission and a re-opening. */
export function firstDue(lead: LeadFact, rule: RuleFact, facts: Facts, begunAt: number | null): number {
  const cadence = cadenceInForce(rule)
  const { lastContactAt, createdAt, submittedAt, reopenedAt, resubmittedAt } = lead
  const later = [lastContactAt, submittedAt, reopenedAt === resubmittedAt ? null : reopenedAt]
  const anchor =
    begunAt === null ? (lastContactAt ?? createdAt) : Math.max(begunAt, ...later.filter((at) => at !== null))
  return firstDueAt(cadence, anchor, calendarOf(facts, cadence, lead))
}

interface Place {
  lead: LeadFact
  rule: RuleFact
  enrolment: EnrolmentFact | undefined
  relances: readonly RelanceFact[]
  facts: Facts
  now: number
  past: Past
}

/** `notContinued`: rules that have ended, or begun anew, with leads in mid-cadence when they went on. */
interface Past {
  notContinued: ReadonlySet<string>
}

/** `now`: when the last run was. */
export function differencesAt(facts: Facts, now: number, past: Past): Difference[] {
  const found: Difference[] = []
  for (const lead of facts.leads) {
    found.push(...itemDifferences(lead, facts, now), ...contactDifferences(lead, facts))
    for (const rule of facts.rules) {
      const enrolment = latestEpisode(facts, lead.id, rule.id)
      const relances = facts.relances.filter((one) => one.enrolmentId === enrolment?.id)
      const place = { lead, rule, enrolment, relances, facts, now, past }
      found.push(...placeDifferences(place).map(({ code, what }) => difference(code, `${nameOf(place)}: ${what}`)))
    }
  }
  return found
}

const nameOf = ({ lead, rule }: Place): string => `lead ${lead.phone?.slice(-2)}, rule ${rule.id.slice(-1)}`

function placeDifferences(place: Place): Difference[] {
  const steps = stepDifferences(place)
  if (steps.length > 0) return steps
  const { lead, rule, enrolment, facts, now } = place
  const isMatch = isIn(rule.audience, lead, now)
  const mayGoOn = rule.active && barOf(lead, facts) === null
  if (!mayGoOn) return enrolment?.state === 'active' ? [difference('still_active', stateOf(enrolment))] : []
  if (!enrolment) return isMatch ? [difference('not_enrolled', 'it matches and is not enrolled')] : []
  const mustMatch = enrolment.step === 1 || rule.stopOn.includes('no_longer_matches')
  if (!isMatch && mustMatch)
    return enrolment.state === 'active'
      ? [difference('still_active', `${stateOf(enrolment)}, and it no longer matches`)]
      : []
  if (enrolment.state === 'active') return dateDifferences(place, enrolment)
  if (isMatch && enrolment.state === 'ended' && hasReturned(lead, rule, enrolment)) {
    return [difference('not_begun_anew', `${stateOf(enrolment)}, although the lead has come back`)]
  }
  return !isMatch || mayWaitOrEnd(place, enrolment)
    ? []
    : [difference('stopped', `${stateOf(enrolment)}, and nothing will wake it`)]
}

const stateOf = ({ state, reason, step }: EnrolmentFact): string => `${state} (${reason}) at step ${step}`

/** Whether the lead was open again, or asked again, since the episode ended. */
const hasReturned = (lead: LeadFact, rule: RuleFact, enrolment: EnrolmentFact): boolean =>
  unseenReturn(lead, rule, enrolment) !== null

/** When the lead came back since, milliseconds: a submission goes before a re-opening. */
export function unseenReturn(lead: LeadFact, { reentryOn }: RuleFact, enrolment: EnrolmentFact): number | null {
  const { submittedAt, reopenedAt, resubmittedAt } = lead
  const isSeen = (at: number): boolean => !isUnseen(at, enrolment)
  if (resubmittedAt !== null && reentryOn.includes('submitted') && !isSeen(resubmittedAt))
    return submittedAt ?? resubmittedAt
  return reopenedAt !== null && reentryOn.includes('reopened') && !isSeen(reopenedAt) ? reopenedAt : null
}

const isUnseen = (at: number, { returnSeenAt }: EnrolmentFact): boolean => returnSeenAt === null || at > returnSeenAt

/** Steps come one after the other, each once, and the enrolment stands at the one after the last. */
function stepDifferences({ enrolment, relances }: Place): Difference[] {
  const steps = relances.map((one) => one.step)
  if (steps.some((step, place) => step !== place + 1))
    return [difference('wrong_steps', `recorded ${steps.join(', ')}`)]
  const next = enrolment?.step ?? 1
  return next === steps.length + 1
    ? []
    : [difference('wrong_steps', `stands at ${next} after ${steps.length} relances`)]
}

/**
 * Whether an enrolment of an eligible lead that matches an active rule may wait for an event or be over. A reply and the last step end
 * it for good: only a return of the lead begins another.
 */
function mayWaitOrEnd({ lead, rule, relances, facts, past }: Place, enrolment: EnrolmentFact): boolean {
  const { state, reason, step } = enrolment
  // It was closed, and is open again: the rule begins nothing anew for that.
  if (reason !== null && CLOSED.includes(reason))
    return lead.reopenedAt !== null && isUnseen(lead.reopenedAt, enrolment) && !rule.reentryOn.includes('reopened')
  if (reason === 'not_resumed') return past.notContinued.has(rule.id)
  if (reason === 'rule_paused') return rule.paused && state === 'waiting'
  if (reason === 'last_step') return step > Math.min(...rule.cadences.map((cadence) => cadence.steps.length))
  if (reason !== null && REPLIES.includes(reason)) {
    const hasReplied = facts.outcomes.some((one) => one.leadId === lead.id && REPLIES.includes(one.outcome))
    const hasSpoken = facts.contacts.some((one) => one.leadId === lead.id && one.direction === 'inbound')
    return (hasReplied || hasSpoken) && rule.everStopsOnReply
  }
  return reason === 'contacted' && isStoppedByContact(rule, lead, relances, facts)
}

/** Whether we have spoken with the lead since the first of `relances`, those of the episode, and the rule stops then. */
export function isStoppedByContact(
  rule: RuleFact,
  lead: LeadFact,
  relances: readonly RelanceFact[],
  facts: Facts,
): boolean {
  const begunAt = Math.min(...relances.map((one) => one.recordedAt))
  return rule.onContact === 'stop' && contactsOf(facts, lead.id, 'outbound').some(({ at }) => at > begunAt)
}

/** An enrolment that goes on has a date that comes, and the date is the one that the cadence asks for. */
function dateDifferences({ lead, rule, relances, facts, now }: Place, enrolment: EnrolmentFact): Difference[] {
  const { step, dueAt, nextDueAt, reason } = enrolment
  if (nextDueAt === null) return [difference('no_date', 'active without a next date')]
  if (nextDueAt <= now && !facts.isStopped) {
    return [difference('due_left', `due ${iso(nextDueAt)}, and the run at ${iso(now)} left it`)]
  }
  const wanted =
    step === 1 ? [firstDue(lead, rule, facts, enrolment.begunAt)] : datesAfter(relances[step - 2], rule, lead, facts)
  // A step that is overdue either way may keep the later instant: what waited for its text is due from its mending.
  const isDueEitherWay = dueAt <= now && wanted.some((at) => at <= dueAt)
  if (!facts.isStopped && rule.active && !rule.paused && enrolment.pausedMs < rule.pausedMs)
    return [difference('not_resumed', `step ${step} allows for ${enrolment.pausedMs} of ${rule.pausedMs} ms of pauses`)]
  // No time passes for what waits while its rule is paused; what was left then counts, also when an earlier contact is told later.
  const isPutOff = wanted.some((at) => at < dueAt && dueAt <= Math.max(at + rule.pausedMs, rule.resumedAt ?? at))
  const isLeft = dueAt === enrolment.notBefore && wanted.some((at) => at <= dueAt)
  if (step <= cadenceInForce(rule).steps.length && !wanted.includes(dueAt) && !isDueEitherWay && !isPutOff && !isLeft) {
    return [difference('wrong_date', `step ${step} is due ${iso(dueAt)} in place of ${wanted.map(iso).join(' or ')}`)]
  }
  // A step that planning again found overdue is due at the instant of the planning.
  const isOverdue = dueAt < nextDueAt && nextDueAt <= now
  if (reason === null && nextDueAt !== dueAt && !isOverdue)
    return [difference('wrong_date', `waits until ${iso(nextDueAt)} without a reason`)]
  if (reason !== null && !WAITS.includes(reason)) return [difference('wrong_reason', `active with reason ${reason}`)]
  if (reason === 'paused' && nextDueAt !== lead.pausedUntil)
    return [difference('wrong_date', 'waits for a pause that ends at another instant')]
  return []
}

/** When the step after `relance` may be due: what it counts from depends on what the closer did with it, and when. */
function datesAfter(relance: RelanceFact | undefined, rule: RuleFact, lead: LeadFact, facts: Facts): number[] {
  if (!relance) return []
  const anchors = [relance.deliverAt, ...(relance.settledAt === null ? [] : [relance.settledAt])]
  const contact = rule.onContact === 'restart_delay' ? contactsOf(facts, lead.id, 'outbound').at(-1) : undefined
  const cadence = cadenceInForce(rule)
  const after = (from: number) => nextDueAt(cadence, relance.step, from, calendarOf(facts, cadence, lead))
  return anchors.flatMap((at) => {
    const dueAt = after(at)
    if (dueAt === null || !contact || contact.at <= at) return dueAt ?? []
    return GAPS.map((gap) => Math.max(dueAt, after(contact.at) ?? 0, contact.at + gap * 60_000))
  })
}

/** When a step is due at the earliest because we have spoken with the lead since the relance before it; null where that asks for nothing. */
export function restartedAt(
  before: RelanceFact | undefined,
  rule: RuleFact,
  lead: LeadFact,
  facts: Facts,
): number | null {
  const contact = contactsOf(facts, lead.id, 'outbound').at(-1)
  if (!before || !contact || rule.onContact !== 'restart_delay') return null
  if (contact.at <= (before.settledAt ?? before.deliverAt)) return null
  const cadence = cadenceInForce(rule)
  const counted = nextDueAt(cadence, before.step, contact.at, calendarOf(facts, cadence, lead))
  return Math.max(counted ?? 0, contact.at + facts.gapMinutes * 60_000)
}

const iso = (at: number): string => new Date(at).toISOString()

/** What waits in the inbox: at most one item of a lead, none that nobody may act on, none that is too late. */
function itemDifferences(lead: LeadFact, facts: Facts, now: number): Difference[] {
  const open = facts.relances.filter((one) => one.leadId === lead.id && OPEN.includes(one.state))
  const found: Difference[] = []
  const name = `lead ${lead.phone?.slice(-2)}`
  if (open.length > 1) found.push(difference('two_open', `${name} has ${open.length} open items`))
  for (const item of open) {
    const bar = barOf(lead, facts)
    const enrolment = facts.enrolments.find((one) => one.id === item.enrolmentId)
    const isOver =
      enrolment && enrolment.state !== 'active' && !['last_step', 'rule_paused'].includes(enrolment.reason ?? '')
    const rule = facts.rules.find((one) => one.id === item.ruleId)
    if (item.expiresAt <= now)
      found.push(difference('not_expired', `${name}: an open item expired ${iso(item.expiresAt)}`))
    else if (bar) found.push(difference('item_left', `${name}: an open item, although ${bar}`))
    else if (!rule?.active) found.push(difference('item_left', `${name}: an open item of a rule that is off`))
    else if (isOver)
      found.push(difference('item_left', `${name}: an open item of an enrolment that is ${stateOf(enrolment)}`))
  }
  return found
}

/** The last contact is the latest that stands, whichever became known last. Nothing is followed of who is erased. */
function contactDifferences(lead: LeadFact, facts: Facts): Difference[] {
  if (lead.erasedAt !== null) return []
  const latest = contactsOf(facts, lead.id).at(-1)?.at ?? null
  const told = lead.lastContactAt
  if (latest === told) return []
  const what = `lead ${lead.phone?.slice(-2)} was last in contact ${latest && iso(latest)}, not ${told && iso(told)}`
  return [difference('last_contact', what)]
}

/** What waits and nobody has moved waits out the gap after the latest contact. `gap`: milliseconds. */
export function waitingDifferences(facts: Facts, gap: number): Difference[] {
  return facts.relances.flatMap((item) => {
    const said = contactsOf(facts, item.leadId).at(-1)?.at
    if (said === undefined || !OPEN.includes(item.state) || item.wasActedOn || item.deliverAt >= said + gap) return []
    return difference('gap', `an open item waits until ${iso(item.deliverAt)}, too soon after the contact ${iso(said)}`)
  })
}

/**
 * First seen in `facts`: outside the window, or nearer to another than the gap allows. What a clock ahead has recorded, and is over by
 * now, comes after nothing. What a clock ahead has recorded,
 * and was withdrawn before anybody sent it, need not keep the window or the gap.
 */
export function newRelanceDifferences(
  told: Facts,
  seen: ReadonlyMap<string, RelanceFact>,
  now: number,
  past: { leastGap: number; holidaysChanged: boolean; zonesChanged: boolean; wasAhead: boolean },
): Difference[] {
  const relances = told.relances.map((one) => ({ ...one, recordedAt: Math.min(one.recordedAt, now) }))
  const facts = { ...told, relances }
  const found: Difference[] = []
  for (const relance of relances) {
    if (seen.has(relance.id) || (past.wasAhead && NEVER_SAID.includes(relance.state))) continue
    const lead = facts.leads.find((one) => one.id === relance.leadId)
    const rule = facts.rules.find((one) => one.id === relance.ruleId)
    // What waits is planned again by every version that follows.
    const cadences = rule?.cadences.filter((one) => one.version >= relance.frequencyVersion) ?? []
    if (!lead || cadences.length === 0) continue
    const name = `lead ${lead.phone?.slice(-2)}, step ${relance.step}, ${relance.state},`
    const isAllowed = cadences.some((cadence) => {
      const window = past.holidaysChanged ? { ...cadence, skipHolidays: false } : cadence
      return openingFrom(window, calendarOf(facts, window, lead), relance.deliverAt) === relance.deliverAt
    })
    if (!relance.wasActedOn && !isAllowed && !past.zonesChanged) {
      found.push(difference('outside_window', `${name} is delivered ${iso(relance.deliverAt)}`))
    }
    found.push(
      ...gapDifferences(relance, facts, seen, past.leastGap * 60_000).map((what) =>
        difference('gap', `${name} ${what}`),
      ),
    )
  }
  return found
}

export const NEVER_SAID = ['skipped', 'expired', 'withdrawn', 'superseded']

/** Wherever an instant is not known for certain, the one that is easiest on the engine is taken. */
function gapDifferences(
  relance: RelanceFact,
  facts: Facts,
  seen: ReadonlyMap<string, RelanceFact>,
  gap: number,
): string[] {
  const spoken = contactsOf(facts, relance.leadId).filter(({ notedAt }) => notedAt < relance.recordedAt)
  const tooSoon = spoken.filter(({ at }) => relance.deliverAt < at + gap)
  const afterContact = tooSoon.map(
    ({ at }) => `is delivered ${iso(relance.deliverAt)}, too soon after a contact ${iso(at)}`,
  )
  if (afterContact.length > 0 && !relance.wasActedOn) return afterContact
  return facts.relances.flatMap((other) => {
    const isEarlier = other.recordedAt < relance.recordedAt || seen.has(other.id)
    if (other.id === relance.id || other.leadId !== relance.leadId || !isEarlier) return []
    if (NEVER_SAID.includes(other.state)) return []
    const known = [other.deliverAt, other.settledAt, seen.get(other.id)?.deliverAt, seen.get(other.id)?.settledAt]
    const said = Math.min(...known.filter((at) => at !== null && at !== undefined))
    return relance.deliverAt < said + gap ? [`is delivered ${iso(relance.deliverAt)}, too soon after ${iso(said)}`] : []
  })
}
