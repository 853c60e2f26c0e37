/** The period of the dashboard, kept in the address so that a link shows the same. */
import { useSearchParams } from 'react-router-dom'
import { dayIn } from '../calendar/weeks.ts'
import { DAY } from '../formats/time.ts'
import { useCompanyZone } from './use-company-zone.ts'

/** In days: whole weeks, so that each day is compared with the same day of the week. */
export const PERIODS = [7, 28, 84] as const
export type PeriodDays = (typeof PERIODS)[number]

export interface PeriodChoice {
  days: PeriodDays
  /** Its first day, and that of the period before it. */
  from: string
  earlierFrom: string
  choose(days: PeriodDays): void
}

export function usePeriod(): PeriodChoice {
  const { zone } = useCompanyZone()
  const [search, setSearch] = useSearchParams()
  const days = PERIODS.find((one) => String(one) === search.get('days')) ?? 28
  const today = Date.parse(dayIn(zone, new Date().toISOString()))
  const dayBefore = (count: number): string => new Date(today - count * DAY).toISOString().slice(0, 10)
  const choose = (chosen: PeriodDays): void => setSearch({ days: String(chosen) }, { replace: true })
  return { days, from: dayBefore(days - 1), earlierFrom: dayBefore(2 * days - 1), choose }
}
