/** How close to what was said before a lead may be written to: the minimum gap, the caps, and what a contact does to a cadence. */
import { addDelay } from './calendar.ts'
import { calendarOf, type Whereabouts } from './calendar-of.ts'
import type { Plan, PlannedRule } from './plan.ts'
import type { LeadFacts, RecentRelance } from '../ground/lead-facts.ts'
import { DAY } from '../ground/time.ts'

type Spoken = Pick<LeadFacts, 'lastContactAt' | 'lastRelanceAt' | 'recent'>

/** What nobody has acted on expires before a run decides. */
const counts = ({ countsUntil = null }: RecentRelance, now: number): boolean =>
  countsUntil === null || countsUntil > now

/** When the lead was last written or spoken to, or spoke; null: never. Relances that did not reach the lead are not counted. */
export function lastSpokenAt({ lastContactAt, lastRelanceAt, recent }: Spoken, now: number): number | null {
  const counted = recent?.filter((one) => counts(one, now)).map(({ at }) => at)
  const relances = counted ?? (lastRelanceAt === null ? [] : [lastRelanceAt])
  const all = lastContactAt === null ? relances : [...relances, lastContactAt]
  return all.length === 0 ? null : Math.max(...all)
}

/** When the minimum gap is over; null when nothing was said yet. */
export function gapEndsAt(lead: Spoken, { minimumGapMs }: Pick<Plan, 'minimumGapMs'>, now: number): number | null {
  const at = lastSpokenAt(lead, now)
  return at === null ? null : at + minimumGapMs
}

/** When the last cap that `recent` relances have reached lets go; null while none is reached. Rolling days of 24 hours. */
export function capEndsAt(
  { recent = [] }: Pick<LeadFacts, 'recent'>,
  { relanceCaps: caps = [] }: Pick<Plan, 'relanceCaps'>,
  now: number,
): number | null {
  if (caps.length === 0) return null
  const counted = recent.filter((one) => !one.isFailed && counts(one, now))
  const delivered = counted.map(({ at }) => at).sort((a, b) => b - a)
  const ends = caps.flatMap(({ count, days }) => {
    const oldest = delivered[count - 1]
    return oldest === undefined ? [] : oldest + days * DAY
  })
  return ends.length === 0 ? null : Math.max(...ends)
}

/** When `step` is due after a contact by us: its delay and the gap, both counted from the contact, whichever is later. */
export function restartedAt(
  rule: PlannedRule,
  step: number,
  contactAt: number,
  { lead, plan }: { lead: Whereabouts; plan: Plan },
): number {
  const after = rule.frequency.steps[step - 1]?.after
  const delayed = after ? addDelay(after, calendarOf(plan, rule, lead), contactAt) : contactAt
  return Math.max(delayed, contactAt + plan.minimumGapMs)
}

/** What is known of a lead's place in a rule besides the enrolment; instants in milliseconds, null where there is none. */
export interface CadencePast {
  /** When the first relance of the episode was recorded. */
  firstRecordedAt: number | null
  /** When the step before was delivered, or confirmed. */
  deliveredAt: number | null
  /** The latest contact by us. */
  contactedAt: number | null
}

/** `restart`: the step is due at `dueAt` at the earliest. `stop`: the episode is over. */
export type ContactEffect = { kind: 'restart'; dueAt: number } | { kind: 'stop' }

/** What the latest contact by us does to a cadence that has begun; null: nothing. Step 1 counts from the last contact anyway. */
export function effectOfContact(
  rule: PlannedRule,
  step: number,
  { firstRecordedAt, deliveredAt, contactedAt }: CadencePast,
  context: { lead: Whereabouts; plan: Plan },
): ContactEffect | null {
  if (step === 1 || contactedAt === null) return null
  if (rule.onContact === 'stop')
    return firstRecordedAt !== null && contactedAt > firstRecordedAt ? { kind: 'stop' } : null
  if (rule.onContact !== 'restart_delay' || deliveredAt === null || contactedAt <= deliveredAt) return null
  return { kind: 'restart', dueAt: restartedAt(rule, step, contactedAt, context) }
}
