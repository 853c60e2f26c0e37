/** What becomes of a lead's place in a rule when the lead, the rule or time has changed. */
import type { ContactEffect } from './pacing.ts'
import { type ReasonCode, REASONS } from '../ground/reasons.ts'
import type { Beginning, Comeback, Enrolment } from './episodes.ts'
import { isBehind, midwayOf, type RulePauses, resumedDueAt } from './pauses/pause.ts'

export type { Enrolment }

/** A step that cannot be written: it waits until its lead or its text is mended. */
export const AWAITING_TEXT: ReadonlySet<ReasonCode> = new Set(['message_refused', 'message_incomplete'])

/** One lead seen from one rule. `firstDueAt` is when step 1 is due, of the episode that goes on or is to begin. */
export interface Standing {
  leadId: string
  ruleId: string
  /** The latest episode. */
  enrolment: Enrolment | null
  /** Why no rule may contact this lead at all; null when one may. */
  leadReason: ReasonCode | null
  isRuleActive: boolean
  isMatch: boolean
  /** Whether the rule asks to stop a cadence under way when its lead no longer matches. */
  stopsWhenUnmatched: boolean
  firstDueAt: number
  /** Milliseconds. */
  now: number
  /** Looked at because time has passed and nothing else: what is under way keeps its dates, so that a look can be repeated. */
  isByTime?: boolean
  /** Why a new episode is to begin. */
  comeback?: Comeback | null
  /** Whether the lead was open again since the episode ended: what ended it then is no longer to be taken back. */
  isReopened?: boolean
  /** Of the rule; absent where it was never paused. */
  pauses?: RulePauses | undefined
  /** Whether the rule sets the lead aside; absent where the rule is off. */
  isHeldOut?: boolean
  /** What the latest contact by us does to a cadence that has begun. */
  contact?: ContactEffect | null
}

/**
 * `enter`: a new enrolment, which may end the one before. `move`: an existing one gets this state. Null: nothing changes. With `nextDueAt`
 * it waits until then for the sake of an even load.
 */
export type EnrolmentChange =
  | {
      kind: 'enter'
      leadId: string
      ruleId: string
      dueAt: number
      episode: number
      begunBy: Beginning
      begunAt: number | null
      /** The episode that goes on until then. */
      ends: string | null
      nextDueAt?: number
    }
  | {
      kind: 'move'
      id: string
      leadId: string
      state: Enrolment['state']
      reason: ReasonCode | null
      dueAt: number
      nextDueAt?: number
      /** The step at hand is not due before; absent where that stays as it is. */
      notBefore?: number
      /** The pauses that the date allows for from now on; absent where that stays as it is. */
      pausedMs?: number
      plannedAt?: number | null
    }

/** A step that was planned again, or spread over the closers' days, keeps its day as long as nothing else about it changes. */
export function settle(standing: Standing): EnrolmentChange | null {
  const { enrolment, leadReason, isMatch, isRuleActive, firstDueAt, comeback = null } = standing
  const mayEnter = leadReason === null && isRuleActive && isMatch
  if (!enrolment) return mayEnter ? enter(standing) : null
  if (comeback) {
    if (mayEnter) return enter(standing)
    // It begins once the lead matches and may be contacted: until then nothing may hide the return.
    if (enrolment.state === 'ended') return null
  }
  // Whoever was set aside to compare with stays so, whatever becomes of the lead: its outcome is what is compared.
  if (enrolment.state === 'ended' && enrolment.reason === 'held_out' && standing.isHeldOut !== false) return null
  const bar = barOf(standing, enrolment)
  if (bar) {
    const state = REASONS[bar].effect === 'wait_for_event' ? 'waiting' : 'ended'
    const isSame = enrolment.state === state && enrolment.reason === bar
    const isOver = enrolment.state === 'ended' && (state === 'waiting' || !isReversible(standing, enrolment))
    return isSame || isOver ? null : move(enrolment, state, bar, enrolment.dueAt, enrolment.plannedAt)
  }
  const resumption = isBehind(enrolment, standing.pauses) ? standing.pauses : null
  if (enrolment.state === 'active' ? standing.isByTime && !resumption : !isReversible(standing, enrolment)) return null
  if (enrolment.state === 'ended' && !isMatch) return null
  const asked = enrolment.step === 1 ? { dueAt: firstDueAt, plannedAt: null } : laterDue(standing, enrolment)
  if (resumption) return resume(standing, enrolment, resumption, asked.dueAt)
  const dueAt = dueAgain(enrolment, asked.dueAt, standing.now)
  const isKept = enrolment.nextDueAt === dueAt || enrolment.reason === null || enrolment.reason === 'spread'
  if (enrolment.state === 'active' && enrolment.dueAt === dueAt && isKept) return null
  const plannedAt = asked.dueAt === dueAt ? asked.plannedAt : null
  return { ...move(enrolment, 'active', null, dueAt, plannedAt), ...(dueAt > asked.dueAt && { notBefore: dueAt }) }
}

/** Its rule goes on: what was left of the delay counts from then. */
function resume({ now }: Standing, enrolment: Enrolment, pauses: RulePauses, asked: number): EnrolmentChange {
  const notBefore = dueAgain(enrolment, resumedDueAt(enrolment, pauses, now), now)
  const dueAt = Math.max(asked, notBefore)
  return { ...move(enrolment, 'active', null, dueAt), notBefore, pausedMs: pauses.pausedMs }
}

/** A contact puts a step off, and never brings it forward; taken back, the step is due when the cadence asked for it. */
function laterDue({ contact }: Standing, { dueAt, plannedAt = null }: Enrolment) {
  const asked = plannedAt ?? dueAt
  return contact?.kind === 'restart' && contact.dueAt > asked
    ? { dueAt: contact.dueAt, plannedAt: asked }
    : { dueAt: asked, plannedAt: null }
}

/** What waited for its text is due from when it is looked at again. */
function dueAgain({ state, reason }: Enrolment, dueAt: number, now: number): number {
  return state === 'waiting' && reason !== null && AWAITING_TEXT.has(reason) ? Math.max(dueAt, now) : dueAt
}

function barOf(standing: Standing, enrolment: Enrolment): ReasonCode | null {
  if (standing.leadReason) return standing.leadReason
  if (!standing.isRuleActive) return 'rule_inactive'
  const mustMatch = enrolment.step === 1 || standing.stopsWhenUnmatched
  if (mustMatch && !standing.isMatch) return 'no_longer_matches'
  // Who cannot begin anew, since the lead no longer matches, does not go on either.
  if (midwayOf(enrolment, standing.pauses) !== 'continue') return 'not_resumed'
  return standing.contact?.kind === 'stop' ? 'contacted' : null
}

/** What closed a lead is taken back by an undo alone: a lead that is open again for another reason may only begin anew. */
const CLOSED: readonly ReasonCode[] = ['opted_out', 'wrong_number', 'status_closed']

function isReversible({ isReopened = false }: Standing, { reason }: Enrolment): boolean {
  if (reason === null) return true
  return REASONS[reason].isReversible && !(isReopened && CLOSED.includes(reason))
}

function enter({ leadId, ruleId, enrolment, comeback = null, firstDueAt: dueAt }: Standing): EnrolmentChange {
  return {
    kind: 'enter',
    leadId,
    ruleId,
    dueAt,
    episode: (enrolment?.episode ?? 0) + 1,
    begunBy: comeback?.by ?? 'matched',
    begunAt: comeback?.at ?? null,
    ends: enrolment && enrolment.state !== 'ended' ? enrolment.id : null,
  }
}

function move(
  enrolment: Enrolment,
  state: Enrolment['state'],
  reason: ReasonCode | null,
  dueAt: number,
  plannedAt: number | null = null,
): Extract<EnrolmentChange, { kind: 'move' }> {
  return { kind: 'move', id: enrolment.id, leadId: enrolment.leadId, state, reason, dueAt, plannedAt }
}
