/** What a person may do to a relance, decided as plain data: the patch it brings, or why not. */
import { deliverAt as openingFrom, expiresAt, isOpenAt, nextDueAt } from '../decide/cadence.ts'
import { leadRefusal } from '../decide/checks.ts'
import { calendarOf } from '../decide/decide.ts'
import type { Plan, PlannedRule } from '../decide/plan.ts'
import { type ChannelKey, INBOX, isInbox } from '../ground/channels.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import type { ContactKind } from '../ground/contacts.ts'
import { confirmedAt } from './confirmed.pure.ts'
import { contactOf, type LeadPatch, leadPatchOf, endOf, moveOfOutcome, type Outcome } from './outcomes.pure.ts'
import type { ReasonCode } from '../ground/reasons.ts'
import {
  ANSWERABLE_STATES,
  moveTo,
  OPEN_STATES,
  type RelanceMove,
  type RelanceState,
} from '../ground/relance-states.ts'
import { type SnoozePreset, type SnoozeRefusal, snoozeUntil } from '../decide/snooze.ts'

export type Action =
  /** `outsideWindow`: the person knows what time it is for the lead, and opens it all the same. */
  | { kind: 'open'; outsideWindow?: boolean }
  /** `agoMs`, of what was sent: since the person said so, where nobody could be told at once; measured by their own clock alone. */
  | { kind: 'sent' | 'skip'; agoMs?: number }
  | { kind: 'snooze'; until: SnoozePreset | number }
  | { kind: 'outcome'; outcome: Outcome }
  | { kind: 'reassign'; closerId: string }

/** Who acts: a closer under their own id, or somebody who manages (also without an account). */
export interface Person {
  id: string | null
  name: string
  isManager: boolean
}

/** The latest thing done to the relance that was not taken back. */
export interface LastAction {
  kind: Action['kind']
  actorId: string | null
  actorName: string
}

export interface Item {
  state: RelanceState
  channel: ChannelKey
  closerId: string | null
  step: number
  deliverAt: number
  outcome: Outcome | null
  lead: LeadFacts
  /** The enrolment's next step, while it is under way; null once it ended, or waits for an event. */
  nextStep: number | null
  rule: PlannedRule | undefined
  last: LastAction | null
  /** When an outcome that this one replaces has sent it: the next step counts from then. */
  sentAt?: number
}

/** What changes. Absent parts stay as they are; instants are milliseconds. */
export interface Patch {
  state: RelanceState
  closerId?: string
  /** The lead, which belonged to nobody, becomes this closer's. */
  leadOwnerId?: string
  deliverAt?: number
  /** Until when it was put off, where the window lets it come later only. */
  notBefore?: number
  expiresAt?: number
  outcome?: Outcome
  /** The lead was in contact with us. */
  contact?: ContactKind
  lead?: LeadPatch
  /** When the lead was, or will be, written to: what the minimum gap counts from. */
  pacedAt?: number
  /** When it was settled, where that is not now. */
  settledAt?: number
  /** When the enrolment's next step is due. */
  nextDueAt?: number
  /** Cadences that stop on a reply end, for this reason. A lead whose status closes is out of all of them. */
  ends?: ReasonCode
  /** Opened although the lead's window is closed: that is audited. */
  opensOutsideWindow?: true
}

export type Refused =
  | { why: 'taken'; name: string }
  | { why: 'already_settled'; state: RelanceState; name: string | null }
  | { why: 'move_refused'; state: RelanceState }
  | { why: 'not_yet'; until: number; timeZone: string }
  /** `opensAt`: the next opening after `at`; null when there is none. `timeZone` is where the lead is. */
  | { why: 'outside_window'; at: number; opensAt: number | null; timeZone: string; mayOverride: boolean }
  | { why: 'no_longer_allowed'; reason: ReasonCode }
  | { why: 'stop_suspected' }
  | { why: SnoozeRefusal }

type Accepted = { kind: 'change'; patch: Patch } | { kind: 'unchanged' }
export type ActionDecision = Accepted | { kind: 'refused'; refused: Refused }

const change = (patch: Patch): Accepted => ({ kind: 'change', patch })
const refuse = (refused: Refused): ActionDecision => ({ kind: 'refused', refused })

/** Doing the same thing again changes nothing; doing another thing to what is settled is refused, with who settled it. */
export function decideAction(item: Item, action: Action, person: Person, plan: Plan, now: number): ActionDecision {
  // What a channel sends by itself is nobody's to open or to put off; what came of it is a person's to say.
  if (!isInbox(item.channel) && action.kind !== 'outcome') return refuse({ why: 'move_refused', state: item.state })
  const closed = action.kind === 'open' ? closedWindow(item, plan, now) : null
  if (!closed && isRepeated(item, action, person)) return { kind: 'unchanged' }
  const isOpen = (OPEN_STATES as readonly RelanceState[]).includes(item.state)
  if (action.kind === 'outcome') return decideOutcome(item, action.outcome, plan, now)
  if (!isOpen) {
    const isSettledByHand = item.state === 'sent' || item.state === 'skipped'
    const name = item.last?.actorName ?? null
    return refuse(
      isSettledByHand
        ? { why: 'already_settled', state: item.state, name }
        : { why: 'move_refused', state: item.state },
    )
  }
  switch (action.kind) {
    case 'open':
      return decideOpen(item, { person, closed, goesOn: action.outsideWindow === true }, plan, now)
    case 'sent':
      return change(sentPatch(item, plan, now, action.agoMs))
    case 'skip':
      return change({ state: 'skipped' })
    case 'snooze':
      return decideSnooze(item, action.until, plan, now)
    case 'reassign':
      return change({ state: item.state, closerId: action.closerId })
  }
}

function isRepeated({ state, last, outcome, closerId }: Item, action: Action, person: Person): boolean {
  if (action.kind === 'reassign') return closerId === action.closerId
  if (action.kind === 'outcome') return outcome === action.outcome
  const states: Record<Exclude<Action['kind'], 'reassign' | 'outcome'>, RelanceState> = {
    open: 'opened',
    sent: 'sent',
    skip: 'skipped',
    snooze: 'snoozed',
  }
  const isSame = last?.kind === action.kind && last.actorId === person.id && last.actorName === person.name
  return isSame && state === states[action.kind] && action.kind !== 'snooze'
}

export type Closed = Extract<Refused, { why: 'outside_window' }>

/** Null while the lead's window is open: an item may wait in the inbox beyond the closing of the day. */
export function closedWindow({ rule, lead }: Item, plan: Plan, now: number): Closed | null {
  if (!rule) return null
  const calendar = calendarOf(plan, rule, lead)
  if (isOpenAt(rule.frequency, calendar, now)) return null
  const opensAt = openingFrom(rule.frequency, calendar, now)
  const { timeZone } = calendar
  return { why: 'outside_window', at: now, opensAt, timeZone, mayOverride: plan.mayOpenOutsideWindow }
}

/** `closed`: why it may not be opened now, unless the person `goesOn` and the settings let them. */
interface Opening {
  person: Person
  closed: Closed | null
  goesOn: boolean
}

/** Nothing but its window keeps it: it was recorded while that was closed. */
function waitsForWindow({ state, deliverAt, lead }: Item, closed: Closed | null, plan: Plan, now: number): boolean {
  const isPastGap = lead.lastContactAt === null || lead.lastContactAt + plan.minimumGapMs <= now
  return state === 'due' && isPastGap && closed !== null && closed.opensAt !== null && deliverAt <= closed.opensAt
}

/** Eligibility is decided again: the lead may have opted out since. */
function decideOpen(item: Item, { person, closed, goesOn }: Opening, plan: Plan, now: number): ActionDecision {
  const { lead, rule, last, state } = item
  const reason = leadRefusal(lead, plan.openStatuses, INBOX) ?? (rule ? null : 'rule_inactive')
  if (!reason && lead.stopSuspectedAt !== null) return refuse({ why: 'stop_suspected' })
  if (reason) return refuse({ why: 'no_longer_allowed', reason })
  if (item.deliverAt > now && !waitsForWindow(item, closed, plan, now)) {
    const timeZone = (rule && calendarOf(plan, rule, lead).timeZone) ?? plan.timeZone
    return refuse({ why: 'not_yet', until: item.deliverAt, timeZone })
  }
  const isOthers = last?.actorId !== person.id || last.actorName !== person.name
  if (state === 'opened' && last?.kind === 'open' && isOthers) return refuse({ why: 'taken', name: last.actorName })
  if (closed && !(goesOn && closed.mayOverride)) return refuse(closed)
  const isTaking = item.closerId === null && person.id !== null && !person.isManager
  return change({
    state: moveTo(state, 'open') ?? state,
    ...(closed && { opensOutsideWindow: true }),
    ...(isTaking && person.id && { closerId: person.id, ...(lead.closerId === null && { leadOwnerId: person.id }) }),
  })
}

function sentPatch(item: Item, plan: Plan, now: number, agoMs = 0): Patch {
  const { at, ...instants } = confirmedAt(item, agoMs, now)
  return { state: 'sent', ...instants, ...dueAfter(item, at, plan) }
}

/** The next step counts from when this one really reached the lead. */
function dueAfter({ rule, lead, step, nextStep }: Item, at: number, plan: Plan): { nextDueAt?: number } {
  if (!rule || nextStep !== step + 1) return {}
  const next = nextDueAt(rule.frequency, step, at, calendarOf(plan, rule, lead))
  return next === null ? {} : { nextDueAt: next }
}

function decideSnooze(item: Item, wanted: SnoozePreset | number, plan: Plan, now: number): ActionDecision {
  const { rule, lead } = item
  if (!rule) return refuse({ why: 'no_longer_allowed', reason: 'rule_inactive' })
  const snoozed = snoozeUntil(wanted, rule.frequency, calendarOf(plan, rule, lead), now)
  if (!snoozed.ok) return refuse({ why: snoozed.refusal })
  return change({ state: 'snoozed', ...movedTo({ ...item, rule }, snoozed.until, plan), notBefore: snoozed.from })
}

/** A relance that is put off: it expires later, and the cadence counts from its new instant. */
export function movedTo(item: Item & { rule: PlannedRule }, at: number, plan: Plan): Omit<Patch, 'state'> {
  const { rule, lead } = item
  const expires = expiresAt(rule.frequency, calendarOf(plan, rule, lead), at, rule.expiryDays)
  return { deliverAt: at, notBefore: at, expiresAt: expires, pacedAt: at, ...dueAfter(item, at, plan) }
}

function decideOutcome(item: Item, outcome: Outcome, plan: Plan, now: number): ActionDecision {
  const move = moveOfOutcome(item.state, outcome)
  const canBeAnswered = (ANSWERABLE_STATES as readonly RelanceState[]).includes(item.state)
  if (move === null && item.state !== 'skipped' && !canBeAnswered) {
    return refuse({ why: 'move_refused', state: item.state })
  }
  return outcomeChange(item, outcome, plan, now)
}

/**
 * An outcome that takes the place of an earlier one. It was accepted before, and what the earlier one has caused is taken back by now: to
 * refuse here would lose both.
 */
export function decideCorrection(item: Item, outcome: Outcome, plan: Plan, now: number): Accepted {
  return item.outcome === outcome ? { kind: 'unchanged' } : outcomeChange(item, outcome, plan, now)
}

function outcomeChange(item: Item, outcome: Outcome, plan: Plan, now: number): Accepted {
  const move: RelanceMove | null = moveOfOutcome(item.state, outcome)
  const contact = contactOf(outcome)
  const ends = endOf(outcome)
  const lead = leadPatchOf(outcome, plan.statuses, now)
  const closes = lead.status !== undefined && !plan.openStatuses.has(lead.status)
  return change({
    ...(move === 'sent' ? sentPatch(item, plan, now) : { state: move === 'skip' ? 'skipped' : item.state }),
    ...(item.sentAt !== undefined && dueAfter(item, item.sentAt, plan)),
    outcome,
    ...(contact && { contact }),
    lead,
    ...(ends && !closes && { ends }),
  })
}
