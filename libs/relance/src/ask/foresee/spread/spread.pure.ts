/** Moves the next relance of leads later, so that no closer finds more than so many on one day: decided, not yet done. */
import { dayAfter, instantOfDay, localDateOf } from '../../../decide/calendar.ts'
import type { Plan } from '../../../decide/plan.ts'
import { isInbox } from '../../../ground/channels.ts'
import type { ReasonCode } from '../../../ground/reasons.ts'
import type { LeadState } from '../../../decide/lead-state.ts'
import type { Followed } from '../../../decide/settle-state.ts'
import type { FutureRelance, NextScan, Simulator } from '../simulate.pure.ts'

/** The enrolments of one lead wait until `to`, milliseconds; those that were due later already stay. */
export interface SpreadMove {
  leadId: string
  closerId: string
  /** The first day of delivery before and after, in the company's zone. */
  fromOn: string
  toOn: string
  to: number
  enrolments: readonly { id: string; ruleId: string; step: number; from: number; reason: ReasonCode | null }[]
}

/** A lead with what it brings its closer; held for every lead, so it is small. */
export interface SpreadCandidate {
  leadId: string
  closerId: string
  priority: number
  dueAt: number
  days: readonly string[]
}

interface World {
  plan: Plan
  followed: Followed
  simulator: Simulator
  nextScan: NextScan
  from: number
  until: number
}

/** How many relances each closer finds on each day; the key is {@link loadKey}. */
export type DailyLoad = Map<string, number>
export const loadKey = (closerId: string, on: string): string => `${closerId} ${on}`

export const addDays = (load: DailyLoad, closerId: string, days: readonly string[], sign: 1 | -1 = 1): void => {
  for (const on of days) load.set(loadKey(closerId, on), (load.get(loadKey(closerId, on)) ?? 0) + sign)
}

/** Null for leads of nobody and for those that nothing is to come for. Only what closers do by hand is counted. */
export function candidateOf(state: LeadState, world: World): SpreadCandidate | null {
  const { closerId, id } = state.lead
  if (closerId === null) return null
  const toCome = byHand([...world.simulator.relances(state, world.followed, world.from, world.until)])
  const [first] = toCome
  if (!first) return null
  const { rule, enrolment } = first.decision
  return { leadId: id, closerId, priority: rule.priority, dueAt: enrolment.dueAt, days: daysOf(toCome, world.plan) }
}

const byHand = (relances: readonly FutureRelance[]): FutureRelance[] =>
  relances.filter(({ decision }) => isInbox(decision.rule.channel))

const daysOf = (relances: readonly FutureRelance[], { timeZone }: Plan): string[] =>
  relances.map(({ decision }) => localDateOf(decision.deliverAt, timeZone))

/** Who keeps the natural day: the highest priority, then the longest due; ids settle the rest. */
export function bySpreadRank(a: SpreadCandidate, b: SpreadCandidate): number {
  return b.priority - a.priority || a.dueAt - b.dueAt || (a.leadId < b.leadId ? -1 : 1)
}

export interface Placed {
  days: readonly string[]
  /** Null when the lead keeps its days, or when there is no better place. */
  move: SpreadMove | null
  /** Whether one of the days is over the limit all the same. */
  isOver: boolean
}

/**
 * The earliest scan from which on every relance of the lead falls on a day with room; else the earliest from which the
 * first one does, since the later ones can be spread when they are next. One scan is tried for each day of delivery.
 */
export function place(
  state: LeadState,
  candidate: SpreadCandidate,
  load: DailyLoad,
  limit: number,
  world: World,
): Placed {
  const { closerId, days, leadId } = candidate
  const hasRoom = (wanted: readonly string[]): boolean =>
    wanted.every((on, index) => {
      const same = wanted.slice(0, index).filter((one) => one === on).length
      return (load.get(loadKey(closerId, on)) ?? 0) + same < limit
    })
  if (hasRoom(days)) return { days, move: null, isOver: false }
  const enrolments = state.enrolments.flatMap(({ id, ruleId, step, nextDueAt, reason, state }) =>
    state === 'active' && nextDueAt !== null ? [{ id, ruleId, step, from: nextDueAt, reason }] : [],
  )
  // A lead that has changed is settled anew by the next run, which would undo the move.
  if (state.isChanged || enrolments.length === 0) return { days, move: null, isOver: true }
  const { simulator, followed, from, until, nextScan, plan } = world
  let second: Placed | null = null
  for (let to = nextScan(from + 1), later; to !== null && to <= until; to = nextScan(later)) {
    const at = to
    const moved = enrolments.filter((enrolment) => enrolment.from < at)
    const wanted = daysOf(byHand([...simulator.relances(heldUntil(state, to), followed, from, until)]), plan)
    const [toOn] = wanted
    // Pushed beyond the days looked at, a lead would only be out of sight.
    if (toOn === undefined) break
    later = instantOfDay(dayAfter(toOn), plan.timeZone)
    if (moved.length === 0 || !hasRoom([toOn])) continue
    const move = { leadId, closerId, fromOn: days[0] ?? toOn, toOn, to, enrolments: moved }
    if (hasRoom(wanted)) return { days: wanted, move, isOver: false }
    second ??= { days: wanted, move, isOver: true }
  }
  return second ?? { days, move: null, isOver: true }
}

const heldUntil = (state: LeadState, to: number): LeadState => ({
  ...state,
  enrolments: state.enrolments.map((enrolment) =>
    enrolment.state === 'active' && enrolment.nextDueAt !== null && enrolment.nextDueAt < to
      ? { ...enrolment, nextDueAt: to, reason: 'spread' }
      : enrolment,
  ),
})
