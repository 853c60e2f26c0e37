/** What runs will make of one lead, one scan after another, if nobody does anything: the run's own decisions, in memory. */
import { type Decision, deciderAt, type RecordDecision } from '../../decide/decide.ts'
import type { Plan } from '../../decide/plan.ts'
import type { DueLead, LeadState, PastRelance } from '../../decide/lead-state.ts'
import type { Enrolment } from '../../decide/enrolment.ts'
import { crossingsOf } from '../../decide/explain-audience.ts'
import { silenceInstants } from '../../decide/episodes.ts'
import { type Followed, followedUntil, stoppedBy } from '../../decide/settle-state.ts'
import { stateAtDecision } from '../../decide/state-at-decision.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import { isInbox } from '../../ground/channels.ts'
import { REASONS } from '../../ground/reasons.ts'

/** The first scan at or after an instant; null when there is none any more. */
export type NextScan = (from: number) => number | null

/** Of a sorted list of slots. */
export function scansAt(slots: readonly number[]): NextScan {
  return (from) => {
    let low = 0
    let high = slots.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((slots[middle] as number) < from) low = middle + 1
      else high = middle
    }
    return slots[low] ?? null
  }
}

/** A scan without pause: the earliest any schedule could be. */
export const scansAlways: NextScan = (from) => from

/** No lead is looked at as often within any horizon offered: a guard, not a limit anybody meets. */
const MAX_PASSES = 1_000

export interface Pass {
  /** The lead as it stood when the run decided. */
  begun: LeadState
  /** The lead as the run leaves it. */
  state: LeadState
  decisions: readonly Decision[]
}

export interface FutureRelance {
  /** The scan that records it. */
  recordedAt: number
  decision: RecordDecision
}

/** What a scan to come decides of one step. */
export interface FutureDecision {
  at: number
  decision: Decision
}

export interface Simulator {
  /** What one run at `now` makes of the lead. */
  pass(state: LeadState, followed: Followed, now: number): Pass
  /** Every relance recorded from `from` until `until`, both included, as they come; none while everything is stopped. */
  relances(state: LeadState, followed: Followed, from: number, until: number): Generator<FutureRelance, void>
  /** The same with what is held. */
  decisions(state: LeadState, followed: Followed, from: number, until: number): Generator<FutureDecision, void>
}

/** For many leads: what depends on the scan alone is worked out once per scan. */
export function createSimulator(plan: Plan, nextScan: NextScan): Simulator {
  const deciders = new Map<number, (dueLead: DueLead) => Decision[]>()
  const followings = new Map<number, Followed>()
  const once = <Value>(known: Map<number, Value>, at: number, make: () => Value): Value => {
    const value = known.get(at) ?? make()
    // Scans without pause are as many as there are leads.
    if (known.size < 2_000) known.set(at, value)
    return value
  }
  const pass: Simulator['pass'] = (state, followed, now) =>
    runOnce(
      stateAtDecision(state, plan, followed, now),
      plan,
      once(deciders, now, () => deciderAt(plan, now)),
      now,
    )
  const decisions: Simulator['decisions'] = function* (begun, begunFollowed, from, until) {
    let state = begun
    let followed = begunFollowed
    let at = plan.isStopped ? null : nextScan(from)
    for (let count = 0; at !== null && at <= until && count < MAX_PASSES; count++) {
      const scannedAt = at
      const done = pass(state, followed, scannedAt)
      for (const decision of done.decisions) yield { at: scannedAt, decision }
      state = done.state
      followed = once(followings, scannedAt, () => followedUntil(plan, scannedAt))
      const next = nextTurn(done.state, plan, scannedAt)
      at = next === null ? null : nextScan(next)
    }
  }
  return {
    pass,
    decisions,
    *relances(state, followed, from, until) {
      for (const { at, decision } of decisions(state, followed, from, until)) {
        if (decision.kind === 'record') yield { recordedAt: at, decision }
      }
    },
  }
}

function runOnce(begun: LeadState, plan: Plan, decide: (dueLead: DueLead) => Decision[], now: number): Pass {
  const due = begun.enrolments.flatMap(({ id, ruleId, step, dueAt, nextDueAt }) =>
    nextDueAt !== null && nextDueAt <= now ? { id, tid: '', ruleId, step, dueAt } : [],
  )
  const { lead, hasOpenRelance } = begun
  const decisions = plan.isStopped || due.length === 0 ? [] : decide({ lead, enrolments: due, hasOpenRelance })
  const enrolments = begun.enrolments.map((enrolment) => {
    const decision = decisions.find((one) => one.enrolment.id === enrolment.id)
    return decision ? afterDecision(enrolment, decision, lead, now) : enrolment
  })
  const recorded = decisions.find((decision) => decision.kind === 'record')
  const after = { ...begun, enrolments, isChanged: false, isElsewhere: false }
  return { begun, state: recorded ? afterRelance(after, recorded, now) : after, decisions }
}

function afterDecision(enrolment: Enrolment, decision: Decision, lead: LeadFacts, now: number): Enrolment {
  if (decision.kind === 'hold') {
    const { reason, until } = decision
    const { effect } = REASONS[reason]
    if (effect === 'wait') return { ...enrolment, state: 'active', reason, nextDueAt: until }
    return stoppedBy(enrolment, effect === 'wait_for_event' ? 'waiting' : 'ended', reason, lead, now)
  }
  const step = enrolment.step + 1
  const { nextDueAt } = decision
  return nextDueAt === null
    ? stoppedBy({ ...enrolment, step }, 'ended', 'last_step', lead, now)
    : { ...enrolment, step, state: 'active', reason: null, dueAt: nextDueAt, nextDueAt }
}

/** Whoever foresees takes it that what is recorded reaches the lead: it counts also once it would have expired. */
function afterRelance(
  state: LeadState,
  { enrolment, deliverAt, expiresAt, rule }: RecordDecision,
  now: number,
): LeadState {
  const { lead, relances, hasOpenRelance } = state
  const { id: enrolmentId, step } = enrolment
  const id = `${enrolmentId} ${step}`
  const waiting = {
    reason: null,
    decidedAt: null,
    notBefore: null,
    expiresAt,
    isOpened: false,
    isSnoozed: false,
    isInbox: isInbox(rule.channel),
  }
  return {
    ...state,
    lead: {
      ...lead,
      lastRelanceAt: deliverAt,
      relanceCount: lead.relanceCount + 1,
      ...(lead.recent && { recent: [...lead.recent, { id, at: deliverAt, isFailed: false }] }),
    },
    relances: [
      ...(isInbox(rule.channel) ? superseded(relances) : relances),
      { id, enrolmentId, step, deliverAt, confirmedAt: null, recordedAt: now, ruleId: rule.id, waiting },
    ],
    hasOpenRelance: hasOpenRelance || isInbox(rule.channel),
  }
}

/** An open item that nobody has acted on gives its place to the next. */
const superseded = (relances: readonly PastRelance[]): PastRelance[] =>
  relances.map((one) => (one.waiting?.isInbox ? { ...one, waiting: null } : one))

/** The next instant after `now` at which a run would find anything to do for this lead. */
export function nextTurn({ lead, enrolments, relances }: LeadState, plan: Plan, now: number): number | null {
  let next = Number.POSITIVE_INFINITY
  for (const { nextDueAt } of enrolments) if (nextDueAt !== null) next = Math.min(next, Math.max(nextDueAt, now + 1))
  for (const rule of plan.rules.values()) {
    if (!rule.isActive) continue
    const latest = enrolments.find((one) => one.ruleId === rule.id)
    const silences = latest ? silenceInstants(lead, latest, rule) : []
    // What crosses at the very instant of a scan is looked at by that scan and by the one after it.
    for (const at of [...crossingsOf(rule.audience, lead, relances), ...silences])
      if (at >= now) next = Math.min(next, Math.max(at, now + 1))
  }
  return Number.isFinite(next) ? next : null
}
