/** A frequency: the delays between steps, the window they are delivered in, and the refusals of impossible ones. */
import { z } from 'zod'
import { addDelay, type Calendar, dayAfter, instantOfDay, isTimeZone, localDateOf } from './calendar.ts'
import { closingAfter, isOpen, nextOpening, type Shift, shiftAt } from './window.ts'
import { DAY, HOUR } from '../ground/time.ts'

export const FREQUENCY_REFUSALS = [
  'delay_not_whole',
  'delay_too_long',
  'delay_unit_unknown',
  'steps_missing',
  'steps_too_many',
  'window_days_missing',
  'window_day_unknown',
  'window_day_repeated',
  'window_hour_unreadable',
  'window_from_not_before_to',
  'time_zone_unknown',
] as const
export type FrequencyRefusal = (typeof FREQUENCY_REFUSALS)[number]

const refuse = (code: FrequencyRefusal) => ({ error: code })

/** Three years in each unit: longer is a slip of the hand. */
const LONGEST = { minutes: 1_576_800, hours: 26_280, days: 1_095, workingDays: 780, weeks: 156 }

export const delaySchema = z
  .strictObject({
    value: z.number(refuse('delay_not_whole')).int(refuse('delay_not_whole')).min(0, refuse('delay_not_whole')),
    unit: z.enum(['minutes', 'hours', 'days', 'workingDays', 'weeks'], refuse('delay_unit_unknown')),
  })
  .refine(({ value, unit }) => value <= LONGEST[unit], { ...refuse('delay_too_long'), path: ['value'] })

const hour = z
  .string(refuse('window_hour_unreadable'))
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, refuse('window_hour_unreadable'))

export const windowSchema = z
  .strictObject({
    days: z
      .array(
        z
          .number(refuse('window_day_unknown'))
          .int(refuse('window_day_unknown'))
          .min(1, refuse('window_day_unknown'))
          .max(7, refuse('window_day_unknown')),
      )
      .min(1, refuse('window_days_missing'))
      .refine((days) => new Set(days).size === days.length, refuse('window_day_repeated')),
    from: hour,
    to: hour,
  })
  .refine(({ from, to }) => from < to, { ...refuse('window_from_not_before_to'), path: ['to'] })

export const stepSchema = z.strictObject({ after: delaySchema })

/** What a frequency is made of, apart from its name. A zone of null means the company's. */
export const frequencySchema = z.strictObject({
  steps: z.array(stepSchema, refuse('steps_missing')).min(1, refuse('steps_missing')).max(30, refuse('steps_too_many')),
  window: windowSchema,
  skipHolidays: z.boolean(),
  timeZone: z.string().refine(isTimeZone, refuse('time_zone_unknown')).nullable(),
})
export type FrequencyConfig = z.infer<typeof frequencySchema>

/** Reads a stored frequency. */
export function readFrequency(stored: unknown): { ok: true; frequency: FrequencyConfig } | { ok: false } {
  const read = frequencySchema.safeParse(stored)
  return read.success ? { ok: true, frequency: read.data } : { ok: false }
}

/** The zone that counts: the lead's, else the frequency's, else the company's. */
export function zoneOf(lead: string | null, frequency: string | null, company: string): string {
  if (lead !== null && isTimeZone(lead)) return lead
  return frequency ?? company
}

/** When step 1 is due, counted from the lead's last contact or its creation. All instants in milliseconds, UTC. */
export function firstDueAt(frequency: FrequencyConfig, anchorAt: number, calendar: Calendar): number {
  return addDelay(frequency.steps[0]?.after ?? { value: 0, unit: 'days' }, calendar, anchorAt)
}

/** When the step after `step` is due, counted from the delivery of `step`; null when `step` was the last. */
export function nextDueAt(
  frequency: FrequencyConfig,
  step: number,
  deliveredAt: number,
  calendar: Calendar,
): number | null {
  const next = frequency.steps[step]
  return next ? addDelay(next.after, calendar, deliveredAt) : null
}

/** The first instant from `now` on that the window allows; null when it never opens. */
export function deliverAt(frequency: FrequencyConfig, calendar: Calendar, now: number): number | null {
  return nextOpening(frequency, calendar, now)
}

/** Whether the window allows `at`, milliseconds. */
export function isOpenAt(frequency: FrequencyConfig, calendar: Calendar, at: number): boolean {
  return isOpen(frequency, calendar, at)
}

/**
 * Until when what is delivered at `deliveredAt` may be acted on: the closing of the `openDays`-th day on which the window opens.
 * The day of delivery counts if at least an hour of it is left. A window that does not open so often any more is not waited for.
 */
export function expiresAt(
  frequency: FrequencyConfig,
  calendar: Calendar,
  deliveredAt: number,
  openDays: number,
): number {
  const closing = closingAfter(frequency, calendar, deliveredAt, { count: openDays, leastMs: HOUR })
  return closing ?? deliveredAt + openDays * DAY
}

/** A span of time the window is closed for, and why. Milliseconds, UTC. */
export interface ClosedSpan {
  kind: Shift
  from: number
  to: number
}

/** What the window holds against each local day from `from` to the opening `to`, days alike taken together. */
export function closedSpans(frequency: FrequencyConfig, calendar: Calendar, from: number, to: number): ClosedSpan[] {
  const spans: ClosedSpan[] = []
  let at = from
  while (at < to) {
    const kind = shiftAt(frequency, calendar, at) ?? 'outside_hours'
    const midnight = instantOfDay(dayAfter(localDateOf(at, calendar.timeZone)), calendar.timeZone)
    const end = midnight > at ? Math.min(to, midnight) : to
    const last = spans.at(-1)
    if (last?.kind === kind) last.to = end
    else spans.push({ kind, from: at, to: end })
    at = end
  }
  return spans
}
