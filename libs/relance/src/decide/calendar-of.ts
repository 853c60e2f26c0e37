/** The calendar that counts for a lead in a rule. */
import { zoneOf } from './cadence.ts'
import type { Calendar } from './calendar.ts'
import type { Plan, PlannedRule } from './plan.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'

/** Where a lead is: its own zone, and the country of its number. */
export type Whereabouts = Pick<LeadFacts, 'timeZone'> & { phone?: string | null }

export function calendarOf(plan: Plan, rule: PlannedRule, lead: Whereabouts): Calendar {
  const timeZone = zoneOf(lead.timeZone, rule.frequency.timeZone, plan.timeZone)
  return { timeZone, holidays: plan.countryHolidays?.days.get(countryOf(plan, lead) ?? '') ?? plan.holidays }
}

/** Null where the lead's own country does not count. */
export function countryOf(plan: Plan, { phone }: Whereabouts): string | null {
  return plan.countryHolidays && phone ? plan.countryHolidays.countryOf(phone) : null
}
