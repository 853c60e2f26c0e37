/**
 * What contacts do to the relances of a lead that wait, decided once: a run writes it, and whoever foresees a run looks at the lead as
 * it is then.
 */
import { deliverAt as openingFrom, expiresAt, nextDueAt } from './cadence.ts'
import { calendarOf } from './calendar-of.ts'
import type { Plan, PlannedRule } from './plan.ts'
import type { Enrolment } from './enrolment.ts'
import type { LeadState, PastRelance, RelanceWait } from './lead-state.ts'
import { restartedAt } from './pacing.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'

type WaitingRelance = PastRelance & { waiting: RelanceWait }

/** A contact puts it there, or what had put it off is gone. Instants in milliseconds. */
export interface PutOff {
  kind: 'put_off'
  relance: WaitingRelance
  deliverAt: number
  expiresAt: number
  /** Why it waits until then; null: it waits for nothing. */
  reason: PutOffReason | null
  /** The step after it, which counts from it, with the pauses that its date allows for (milliseconds); null when none waits. */
  next: { enrolmentId: string; dueAt: number; pausedMs: number } | null
}
export type ContactMove = PutOff | { kind: 'withdraw'; relance: WaitingRelance }
type PutOffReason = 'contacted' | 'minimum_gap'

const PUT_OFF: readonly (string | null)[] = ['contacted', 'minimum_gap'] satisfies PutOffReason[]

/** The places of `state` must be settled. What a person has moved after the contact was noted stays where they want it. */
export function contactMoves(state: LeadState, plan: Plan, now: number): ContactMove[] {
  return state.relances.flatMap((relance) => {
    const { ruleId, waiting } = relance
    const rule = ruleId === undefined ? undefined : plan.rules.get(ruleId)
    // What nobody has acted on until its expiry expires, whatever was said since.
    if (!rule?.isActive || !waiting || waiting.expiresAt <= now) return []
    return moveOf({ ...relance, waiting }, rule, state, { plan, now }) ?? []
  })
}

/** The lead once the moves are written. Gap and caps count from where they put the relances. */
export function afterMoves(state: LeadState, moves: readonly ContactMove[]): LeadState {
  if (moves.length === 0) return state
  const withdrawn = moves.flatMap((move) => (move.kind === 'withdraw' ? move.relance.id : []))
  const putOff = new Map(moves.flatMap((move) => (move.kind === 'put_off' ? [[move.relance.id, move]] : [])))
  const next = new Map([...putOff.values()].flatMap((move) => (move.next ? [[move.next.enrolmentId, move.next]] : [])))
  const relances = state.relances.map((relance) => {
    const move = putOff.get(relance.id)
    if (!move) return relance
    const { reason, expiresAt: expires } = move
    return { ...relance, deliverAt: move.deliverAt, waiting: { ...move.relance.waiting, reason, expiresAt: expires } }
  })
  const lead = { ...state.lead, lastRelanceAt: lastRelanceAfter(state.lead, moves) }
  const recent = lead.recent?.map((one) => {
    const move = putOff.get(one.id)
    return move ? { ...one, at: move.deliverAt, countsUntil: move.expiresAt } : one
  })
  const moved = { ...state, relances, lead: { ...lead, ...(recent && { recent }) } }
  const enrolments = state.enrolments.map((enrolment) => planned(enrolment, next.get(enrolment.id)))
  return without({ ...moved, enrolments }, withdrawn)
}

/** When the lead is written to last, where the moves change it. */
export function lastRelanceAfter({ lastRelanceAt, recent = [] }: LeadFacts, moves: readonly ContactMove[]) {
  const putOff = moves.filter((move) => move.kind === 'put_off')
  if (putOff.length === 0) return lastRelanceAt
  const isLast = putOff.some(({ relance }) => relance.deliverAt === lastRelanceAt)
  const moved = new Map(putOff.map(({ relance, deliverAt }) => [relance.id, deliverAt]))
  const all = recent.map(({ id, at }) => moved.get(id) ?? at)
  return Math.max(...moved.values(), ...all, ...(isLast || lastRelanceAt === null ? [] : [lastRelanceAt]))
}

function planned(enrolment: Enrolment, next: PutOff['next'] | undefined): Enrolment {
  if (!next) return enrolment
  const { dueAt, pausedMs } = next
  const isActive = enrolment.state === 'active'
  return { ...enrolment, dueAt, pausedMs, plannedAt: null, ...(isActive && { reason: null, nextDueAt: dueAt }) }
}

/** What is withdrawn counts no more. */
export function without(state: LeadState, withdrawn: readonly string[]): LeadState {
  if (withdrawn.length === 0) return state
  const { lead, relances } = state
  const recent = lead.recent?.filter(({ id }) => !withdrawn.includes(id))
  return {
    ...state,
    lead: { ...lead, ...(recent && { recent }) },
    relances: relances.map((one) => (withdrawn.includes(one.id) ? { ...one, waiting: null } : one)),
  }
}

interface Moment {
  plan: Plan
  now: number
}

function moveOf(relance: WaitingRelance, rule: PlannedRule, state: LeadState, moment: Moment): ContactMove | null {
  const { contacts = [] } = state
  const ours = contacts.find(({ direction }) => direction === 'outbound')
  const recordedAt = relance.recordedAt ?? relance.deliverAt
  if (rule.onContact === 'stop' && ours && ours.at > recordedAt) return { kind: 'withdraw', relance }
  const asked = askedOf(relance, rule, state, moment.plan)
  const { reason, notBefore } = relance.waiting
  if (!asked && !PUT_OFF.includes(reason)) return null
  const from = Math.max(asked?.from ?? moment.now, notBefore ?? moment.now, moment.now)
  return placed(relance, { from, reason: asked && from === asked.from ? asked.reason : null }, rule, state, moment)
}

/** Until when contacts ask the relance to wait, and why; null: they do not. */
function askedOf(
  { step, deliverAt, enrolmentId, waiting }: WaitingRelance,
  rule: PlannedRule,
  { lead, relances, contacts = [] }: LeadState,
  plan: Plan,
): { from: number; reason: PutOffReason } | null {
  const isKnown = (notedAt = Infinity): boolean => waiting.decidedAt !== null && notedAt < waiting.decidedAt
  const isPutOff = PUT_OFF.includes(waiting.reason)
  const wanted = (from: number): boolean => from > deliverAt || isPutOff
  const ours = contacts.find(({ direction }) => direction === 'outbound')
  const [latest] = [...contacts].sort((a, b) => b.at - a.at)
  const before = relances.find((one) => one.enrolmentId === enrolmentId && one.step === step - 1)
  const beforeAt = before ? (before.confirmedAt ?? before.deliverAt) : 0
  const gap = lead.lastContactAt === null ? 0 : lead.lastContactAt + plan.minimumGapMs
  if (rule.onContact === 'restart_delay' && ours && ours.at > beforeAt && !isKnown(ours.notedAt)) {
    const restart = restartedAt(rule, step, ours.at, { lead, plan })
    if (restart >= gap && wanted(restart)) return { from: restart, reason: 'contacted' }
  }
  return gap > 0 && !isKnown(latest?.notedAt) && wanted(gap) ? { from: gap, reason: 'minimum_gap' } : null
}

/** Null where it stands there already, or where the window never opens. */
function placed(
  relance: WaitingRelance,
  { from, reason: asked }: { from: number; reason: PutOffReason | null },
  rule: PlannedRule,
  { lead, enrolments }: LeadState,
  { plan, now }: Moment,
): PutOff | null {
  const calendar = calendarOf(plan, rule, lead)
  const deliverAt = openingFrom(rule.frequency, calendar, from)
  const reason = from > now ? asked : null
  if (deliverAt === null || (deliverAt === relance.deliverAt && reason === relance.waiting.reason)) return null
  const place = enrolments.find(({ id }) => id === relance.enrolmentId)
  const isNext = place !== undefined && place.state !== 'ended' && place.step === relance.step + 1
  const dueAt = isNext ? nextDueAt(rule.frequency, relance.step, deliverAt, calendar) : null
  return {
    kind: 'put_off',
    relance,
    deliverAt,
    expiresAt: expiresAt(rule.frequency, calendar, deliverAt, rule.expiryDays),
    reason,
    next: dueAt === null ? null : { enrolmentId: relance.enrolmentId, dueAt, pausedMs: rule.pauses?.pausedMs ?? 0 },
  }
}
