/** A rule replayed over what really happened: which relances it would have added, left out and moved. */
import { nextDueAt } from '../../decide/cadence.ts'
import { localDateOf } from '../../decide/calendar.ts'
import { calendarOf, type RecordDecision } from '../../decide/decide.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import type { Enrolment } from '../../decide/enrolment.ts'
import { type Fact, latestOf, type LeadHistory, type RecordedRelance, relanceIdOf } from './history.pure.ts'
import { without } from '../../decide/follow-contacts.ts'
import type { LeadState } from '../../decide/lead-state.ts'
import { type Followed, followedUntil, stoppedBy } from '../../decide/settle-state.ts'
import type { Outcome } from '../../inbox/outcomes.pure.ts'
import { createSimulator, type NextScan, nextTurn, type Simulator } from './simulate.pure.ts'

export interface BacktestDay {
  /** The day of delivery in the company's zone, `YYYY-MM-DD`. */
  on: string
  closerId: string | null
  recorded: number
  replayed: number
  /** Relances of this day that would be new, or come on it instead of another; or that were on it and would not be. */
  added: number
  moved: number
  removed: number
}

type Outcomes = Partial<Record<Outcome | 'none', number>>

export interface Backtest {
  from: number
  until: number
  leads: number
  /** Steps delivered on the same day as they were, on another, not at all any more, or only now. */
  same: number
  moved: number
  removed: number
  added: number
  /** Steps that had to wait for the minimum gap after another relance. */
  collisions: number
  /** What came of the relances that would have been as they were, on another day, or not at all. */
  outcomes: { same: Outcomes; moved: Outcomes; removed: Outcomes }
  days: BacktestDay[]
  /** Not when it was stopped before the last lead. */
  isComplete: boolean
}

export interface Backtester {
  add(history: LeadHistory): void
  result(): Backtest
}

const NOTHING: Followed = new Map()

/**
 * Takes one lead after another. The rule is replayed as if it had been active from `from` until `until`, with the scans
 * that were; relances of other rules count as they happened, so a change of ranks between rules is not in it.
 */
export function createBacktester(
  rule: PlannedRule,
  plan: Plan,
  { from, until, nextScan }: { from: number; until: number; nextScan: NextScan },
): Backtester {
  const alone: Plan = { ...plan, isStopped: false, rules: new Map([[rule.id, rule]]) }
  const replay = { rule, plan: alone, simulator: createSimulator(alone, nextScan), from, until, nextScan }
  const counts = { leads: 0, same: 0, moved: 0, removed: 0, added: 0, collisions: 0 }
  const outcomes: Backtest['outcomes'] = { same: {}, moved: {}, removed: {} }
  const dayOf = (at: number): string => localDateOf(at, plan.timeZone)
  const { count, sorted } = countDays()
  return {
    add(history) {
      counts.leads++
      const { relances, collisions } = replayLead(history, replay)
      counts.collisions += collisions
      const replayed = new Map(relances.map((one) => [keyOf(one), one.decision]))
      for (const recorded of history.recorded) {
        const fate = fateOf(recorded, replayed.get(keyOf(recorded)), dayOf)
        counts[fate]++
        noteOutcome(outcomes[fate], recorded)
        count(dayOf(recorded.deliverAt), recorded.closerId, 'recorded')
        if (fate === 'removed') count(dayOf(recorded.deliverAt), recorded.closerId, 'removed')
      }
      for (const [key, { lead, deliverAt }] of replayed) {
        const on = dayOf(deliverAt)
        count(on, lead.closerId, 'replayed')
        const recorded = history.recorded.find((one) => keyOf(one) === key)
        if (!recorded) count(on, lead.closerId, 'added')
        else if (dayOf(recorded.deliverAt) !== on) count(on, lead.closerId, 'moved')
        if (!recorded) counts.added++
      }
    },
    result: () => ({ from, until, ...counts, outcomes, days: sorted(), isComplete: true }),
  }
}

type DayCount = Exclude<keyof BacktestDay, 'on' | 'closerId'>

function countDays() {
  const days = new Map<string, BacktestDay>()
  return {
    count(on: string, closerId: string | null, what: DayCount): void {
      const key = `${on} ${closerId ?? ''}`
      const day = days.get(key) ?? { on, closerId, recorded: 0, replayed: 0, added: 0, moved: 0, removed: 0 }
      day[what]++
      days.set(key, day)
    },
    sorted: (): BacktestDay[] => [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day),
  }
}

function fateOf(
  recorded: RecordedRelance,
  replayed: { deliverAt: number } | undefined,
  dayOf: (at: number) => string,
): keyof Backtest['outcomes'] {
  if (!replayed) return 'removed'
  return dayOf(replayed.deliverAt) === dayOf(recorded.deliverAt) ? 'same' : 'moved'
}

function noteOutcome(outcomes: Outcomes, { outcome }: RecordedRelance): void {
  outcomes[outcome ?? 'none'] = (outcomes[outcome ?? 'none'] ?? 0) + 1
}

/** A step that the replay records. */
interface Replayed {
  episode: number
  step: number
  decision: RecordDecision
}

const keyOf = ({ episode, step }: { episode: number; step: number }): string => `${episode} ${step}`

interface Replay {
  rule: PlannedRule
  plan: Plan
  simulator: Simulator
  from: number
  until: number
  nextScan: NextScan
}

function replayLead(
  { state: begun, facts }: LeadHistory,
  replay: Replay,
): { relances: Replayed[]; collisions: number } {
  const { plan, simulator, until, nextScan } = replay
  const relances: Replayed[] = []
  const collided = new Set<string>()
  let state = begun
  let followed = NOTHING
  let place = 0
  let at = nextScan(Math.max(replay.from, begun.lead.createdAt))
  while (at !== null && at <= until) {
    const now = at
    for (let fact = facts[place]; fact && fact.at <= now; fact = facts[++place]) state = meet(state, fact, replay)
    const pass = simulator.pass(state, followed, now)
    for (const decision of pass.decisions) {
      const { id, step } = decision.enrolment
      const episode = pass.begun.enrolments.find((one) => one.id === id)?.episode ?? 1
      if (decision.kind === 'record') relances.push({ episode, step, decision })
      else if (decision.reason === 'minimum_gap') collided.add(keyOf({ episode, step }))
    }
    state = pass.state
    followed = followedUntil(plan, now)
    const next = Math.min(nextTurn(state, plan, now) ?? Number.POSITIVE_INFINITY, facts[place]?.at ?? Infinity)
    at = Number.isFinite(next) ? nextScan(Math.max(next, now + 1)) : null
  }
  return { relances: relances.map((one) => whereItWent(one, state)), collisions: collided.size }
}

/** A contact may have put it off since it was recorded. */
function whereItWent(replayed: Replayed, { relances }: LeadState): Replayed {
  const { decision, step } = replayed
  const id = relanceIdOf({ enrolmentId: decision.enrolment.id, step })
  const deliverAt = relances.find((one) => one.id === id)?.deliverAt ?? decision.deliverAt
  return { ...replayed, decision: { ...decision, deliverAt } }
}

/** The lead after something that happened to it. */
function meet(state: LeadState, fact: Fact, { rule, plan }: Replay): LeadState {
  const { lead } = state
  const stop = (enrolment: Enrolment): Enrolment =>
    enrolment.state === 'ended' ? enrolment : stoppedBy(enrolment, 'ended', 'replied', lead, fact.at)
  switch (fact.kind) {
    case 'lead':
      return { ...state, lead: { ...lead, ...fact.patch }, isChanged: true }
    case 'relance': {
      const { enrolmentId, step, deliverAt, countsUntil = null } = fact.relance
      const id = relanceIdOf(fact.relance)
      const recent = [...(lead.recent ?? []), { id, at: deliverAt, isFailed: false, countsUntil }]
      const paced = { ...lead, recent, lastRelanceAt: deliverAt, relanceCount: lead.relanceCount + 1 }
      return {
        ...state,
        lead: paced,
        relances: [...state.relances, { id, enrolmentId, step, deliverAt, confirmedAt: null }],
      }
    }
    case 'confirmed':
      return confirmed(state, fact, rule, plan)
    case 'moved': {
      const recent = (lead.recent ?? []).map((one) => (one.id === fact.id ? { ...one, at: fact.deliverAt } : one))
      return { ...state, lead: { ...lead, recent, lastRelanceAt: Math.max(...recent.map((one) => one.at)) } }
    }
    case 'contact':
      return { ...state, contacts: latestOf([...(state.contacts ?? []), fact.contact]), isChanged: true }
    case 'replied':
      if (!rule.stopOn.includes('replied')) return state
      return without({ ...state, enrolments: state.enrolments.map(stop) }, waitingIn(state))
  }
}

const waitingIn = ({ relances }: LeadState): string[] => relances.flatMap(({ id, waiting }) => (waiting ? id : []))

/** The next step counts from when this one was sent; of the rule itself, only if the replay has recorded it as well. */
function confirmed(
  state: LeadState,
  { step, at, id }: Fact & { kind: 'confirmed' },
  rule: PlannedRule,
  plan: Plan,
): LeadState {
  const own = step === null ? null : state.relances.findLast((one) => one.step === step && one.ruleId === rule.id)
  const said = own?.id ?? id
  const recent = (state.lead.recent ?? []).map((one) => (one.id === said ? { ...one, at, countsUntil: null } : one))
  const lead = { ...state.lead, recent, lastRelanceAt: at }
  const relances = state.relances.map((one) => (one.id === said ? { ...one, confirmedAt: at, waiting: null } : one))
  const isNext = step !== null && state.enrolments.some((enrolment) => enrolment.step === step + 1)
  if (!isNext) return { ...state, lead: step === null ? lead : { ...state.lead, recent }, relances }
  const dueAt = nextDueAt(rule.frequency, step, at, calendarOf(plan, rule, lead))
  const move = (enrolment: Enrolment): Enrolment =>
    enrolment.state !== 'active' || dueAt === null ? enrolment : { ...enrolment, reason: null, dueAt, nextDueAt: dueAt }
  return { ...state, lead, relances, enrolments: state.enrolments.map(move) }
}
