/** The instants a frequency would lead to, step by step, before anybody saves it. */
import { explainDelivery, firstDueAt, type FrequencyConfig, nextDueAt } from './cadence.ts'
import type { Calendar, Shift } from './calendar.ts'

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
    const delivery = explainDelivery(frequency, calendar, dueAt)
    steps.push({ step, dueAt, ...delivery })
    dueAt = delivery.deliverAt === null ? null : nextDueAt(frequency, step, delivery.deliverAt, calendar)
  }
  return steps
}
