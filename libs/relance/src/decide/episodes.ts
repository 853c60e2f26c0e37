/** Episodes: what brings a lead back to a rule it has left, and what step 1 of the new episode counts from. */
import { z } from 'zod'
import type { LeadFacts } from '../ground/lead-facts.ts'
import type { ReasonCode } from '../ground/reasons.ts'
import { AGE_UNITS, type AgeUnit } from './audience.ts'
import { firstDueAt, type FrequencyConfig } from './cadence.ts'
import type { Calendar } from './calendar.ts'

export const REENTRY_EVENTS = ['reopened', 'submitted'] as const
export type ReentryEvent = (typeof REENTRY_EVENTS)[number]

/** How an episode began. `matched`: the first; `restarted`: the rule was switched on to begin anew. */
export const BEGINNINGS = ['matched', ...REENTRY_EVENTS, 'silence', 'restarted'] as const
export type Beginning = (typeof BEGINNINGS)[number]

/** One episode of a lead in a rule. Instants in milliseconds. */
export interface Enrolment {
  id: string
  leadId: string
  ruleId: string
  /** From 1. */
  episode: number
  begunBy: Beginning
  /** What step 1 counts from at the earliest; null for a first episode. */
  begunAt: number | null
  step: number
  /** `active`: its step is due at an instant. `waiting`: it goes on after an event, such as its rule being resumed or its text mended. */
  state: 'active' | 'waiting' | 'ended'
  reason: ReasonCode | null
  dueAt: number
  nextDueAt: number | null
  /** When it left the state active; of an episode that is over, when it ended. */
  stoppedAt: number | null
  /** The latest return of the lead when it began, or ended. */
  returnSeenAt: number | null
  /** The step at hand is not due before, whatever its delay. */
  notBefore: number | null
  /** The pauses of its rule that its date allows for, milliseconds; absent where all of it is. */
  pausedMs?: number
  /** What `dueAt` was before a contact moved it; absent or null: none did. */
  plannedAt?: number | null
  /** A shortened cadence has ended it not long ago: it goes on when the cadence is lengthened again. Absent where nobody asks. */
  isShortened?: boolean
}

export interface Silence {
  value: number
  unit: AgeUnit
}

export const silenceMs = ({ value, unit }: Silence): number => value * AGE_UNITS[unit]

/** Ten years. */
const LONGEST_SILENCE_MS = 3_650 * AGE_UNITS.days

const silenceSchema = z
  .strictObject({
    value: z.int('silence_refused').min(1, 'silence_refused'),
    unit: z.enum(Object.keys(AGE_UNITS) as [AgeUnit], 'silence_refused'),
  })
  .refine((silence) => silenceMs(silence) <= LONGEST_SILENCE_MS, 'silence_refused')

export const reentrySchema = z.strictObject({
  on: z.array(z.enum(REENTRY_EVENTS)).refine((on) => new Set(on).size === on.length, 'repeated'),
  afterSilence: silenceSchema.nullable(),
})
export interface Reentry {
  on: readonly ReentryEvent[]
  /** So long after the end, or after what was last heard since. */
  afterSilence: Silence | null
}

export const DEFAULT_REENTRY: Reentry = { on: REENTRY_EVENTS, afterSilence: null }
/** Of versions saved before there were episodes. */
export const NO_REENTRY: Reentry = { on: [], afterSilence: null }

/** What is stored; a version without it has none. */
export function readReentry(stored: unknown): Reentry {
  const read = reentrySchema.safeParse(stored)
  return read.success ? read.data : NO_REENTRY
}

/** What tells of a lead's returns. */
export type Returns = Pick<LeadFacts, 'createdAt' | 'lastContactAt' | 'submittedAt' | 'reopenedAt' | 'resubmittedAt'>

/** The latest return of the lead, whichever: what an enrolment has seen when it begins, and when it ends. */
export function latestReturn({ reopenedAt, resubmittedAt }: Returns): number | null {
  const known = [reopenedAt, resubmittedAt].filter((at) => at !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** A new episode is to begin. `at`: what its first step counts from at the earliest. */
export interface Comeback {
  by: Exclude<Beginning, 'matched'>
  at: number
}

const isUnseen = (at: number | null, { returnSeenAt }: Enrolment): at is number =>
  at !== null && (returnSeenAt === null || at > returnSeenAt)

/** Whether the lead was open again after the episode had ended, or was closed and open again without its being noticed. */
export const wasReopened = (lead: Returns, enrolment: Enrolment): boolean => isUnseen(lead.reopenedAt, enrolment)

/**
 * Why a new episode of the lead is to begin at `now`; null when none is. A submission begins none while an episode goes on; a lead that
 * was closed and open again does, since the one that goes on was over.
 */
export function comebackOf(lead: Returns, enrolment: Enrolment | null, reentry: Reentry, now: number): Comeback | null {
  if (!enrolment) return null
  const isOver = enrolment.state === 'ended'
  const { on } = reentry
  if (isOver && on.includes('submitted') && isUnseen(lead.resubmittedAt, enrolment)) {
    return { by: 'submitted', at: lead.submittedAt ?? lead.resubmittedAt }
  }
  if (on.includes('reopened') && isUnseen(lead.reopenedAt, enrolment)) return { by: 'reopened', at: lead.reopenedAt }
  const silentAt = isOver ? silenceEndsAt(lead, enrolment, reentry) : null
  return silentAt !== null && silentAt <= now ? { by: 'silence', at: silentAt } : null
}

/** What ends an episode without a word on whether the lead may be contacted. */
const SILENT_ENDS: readonly (ReasonCode | null)[] = ['replied', 'won', 'lost', 'last_step', 'not_resumed']

/** The instants that silence after an episode counts from; none where silence begins no other. */
function silentSince(
  { lastContactAt, submittedAt }: Returns,
  { state, reason, stoppedAt }: Enrolment,
  { afterSilence }: Reentry,
): readonly number[] {
  if (afterSilence === null || state !== 'ended' || stoppedAt === null || !SILENT_ENDS.includes(reason)) return []
  return [stoppedAt, lastContactAt, submittedAt].filter((at) => at !== null)
}

/** The instants at which silence may have lasted long enough for a new episode. */
export function silenceInstants(
  lead: Returns,
  enrolment: Enrolment,
  { reentry = NO_REENTRY }: { reentry?: Reentry },
): readonly number[] {
  const { afterSilence } = reentry
  return afterSilence === null ? [] : silentSince(lead, enrolment, reentry).map((at) => at + silenceMs(afterSilence))
}

function silenceEndsAt(lead: Returns, enrolment: Enrolment, reentry: Reentry): number | null {
  const since = silentSince(lead, enrolment, reentry)
  return since.length === 0 || reentry.afterSilence === null
    ? null
    : Math.max(...since) + silenceMs(reentry.afterSilence)
}

/**
 * What step 1 counts from. First episode: the last contact, else the creation. Later ones: the latest of the beginning, the last
 * contact, the last submission and the last re-opening; what lies before the beginning is of the episode before.
 */
export function anchorAt(
  { createdAt, lastContactAt, submittedAt, reopenedAt, resubmittedAt }: Returns,
  begunAt: number | null,
): number {
  if (begunAt === null) return lastContactAt ?? createdAt
  // What a submission has opened was asked for when it was written, not when it arrived.
  const openedAt = reopenedAt === resubmittedAt ? null : reopenedAt
  return Math.max(begunAt, ...[lastContactAt, submittedAt, openedAt].filter((at) => at !== null))
}

/** When step 1 of the episode that goes on, or that is to begin, is due. Milliseconds. */
export function stepOneDueAt(
  lead: Returns,
  enrolment: Enrolment | null,
  comeback: Comeback | null,
  frequency: FrequencyConfig,
  calendar: Calendar,
): number {
  const dueAt = firstDueAt(frequency, anchorAt(lead, comeback?.at ?? enrolment?.begunAt ?? null), calendar)
  const notBefore = comeback ? null : (enrolment?.notBefore ?? null)
  return notBefore === null ? dueAt : Math.max(dueAt, notBefore)
}
