/** The instants a frequency would lead to, step by step, before anybody saves it. */
import { closedSpans, deliverAt as openingFrom, firstDueAt, type FrequencyConfig, nextDueAt } from './cadence.ts'
import type { Calendar } from './calendar.ts'
import type { Shift } from './window.ts'

export interface PreviewedStep {
  step: number
  dueAt: number
  /** Null when the window never opens: then there is no next step either. */
  deliverAt: number | null
  shifts: Shift[]
}

/** Counts from `anchorAt`, the last contact (milliseconds), as if every step were confirmed when it is delivered. */
export function previewFrequency(frequency: FrequencyConfig, calendar: Calendar, anchorAt: number): PreviewedStep[] {
  const steps: PreviewedStep[] = []
  let dueAt: number | null = firstDueAt(frequency, anchorAt, calendar)
  for (let step = 1; dueAt !== null; step++) {
    const deliverAt = openingFrom(frequency, calendar, dueAt)
    const closed = deliverAt === null ? [] : closedSpans(frequency, calendar, dueAt, deliverAt)
    steps.push({ step, dueAt, deliverAt, shifts: [...new Set(closed.map((span) => span.kind))] })
    dueAt = deliverAt === null ? null : nextDueAt(frequency, step, deliverAt, calendar)
  }
  return steps
}
