/** Figures of the dashboard: shares, trends, groups of days, uncertainty of a share. */
import type { DayStatistics } from '@relance/contract'

/** Percent; null when the total is zero. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole)

export interface Trend {
  direction: 'up' | 'down' | 'same'
  /** Change in percent of a count, or in points of a share. */
  by: number
}

/** Trend of a count; null when the period before had none. */
export function trendOf(now: number, before: number): Trend | null {
  if (before === 0) return null
  return trend(Math.round((100 * (now - before)) / before))
}

/** Trend of a share, in points. */
export function pointsOf(now: number | null, before: number | null): Trend | null {
  if (now === null || before === null) return null
  return trend(Math.round(now) - Math.round(before))
}

const trend = (by: number): Trend => ({ direction: by > 0 ? 'up' : by < 0 ? 'down' : 'same', by: Math.abs(by) })

/** Two-sided 95 %. */
const Z = 1.96
/** With fewer messages, or a wider interval (points), the share is too uncertain for a decision. */
const FEWEST = 30
const WIDEST = 30

/** Wilson interval of a share, in percent; valid for small numbers. Null when there is nothing to count. */
export function intervalOf(part: number, whole: number): { low: number; high: number; isSure: boolean } | null {
  if (whole === 0) return null
  const share = part / whole
  const middle = share + (Z * Z) / (2 * whole)
  const spread = Z * Math.sqrt((share * (1 - share)) / whole + (Z * Z) / (4 * whole * whole))
  const scale = 100 / (1 + (Z * Z) / whole)
  const low = Math.max(0, scale * (middle - spread))
  const high = Math.min(100, scale * (middle + spread))
  return { low, high, isSure: whole >= FEWEST && high - low <= WIDEST }
}

/** One bar: a day, or the days of a week. */
export interface Bar {
  from: string
  to: string
  due: number
  onTime: number
  late: number
  /** Still to do today. */
  open: number
  /** What was due on the corresponding day of the period before. */
  before: number
}

/** `days`: those of the period before, then those of this one, as many of each. */
export function barsOf(days: readonly DayStatistics[], perBar: number): Bar[] {
  const half = Math.floor(days.length / 2)
  const bars: Bar[] = []
  for (let place = 0; place < half; place += perBar) {
    const now = days.slice(half + place, Math.min(half + place + perBar, days.length))
    const earlier = days.slice(place, Math.min(place + perBar, half))
    const [first, last] = [now[0], now.at(-1)]
    if (!first || !last) continue
    const due = sum(now, 'due')
    const [onTime, late] = [sum(now, 'onTime'), sum(now, 'late')]
    const open = Math.max(0, due - onTime - late)
    bars.push({ from: first.on, to: last.on, due, onTime, late, open, before: sum(earlier, 'due') })
  }
  return bars
}

const sum = (days: readonly DayStatistics[], of: 'due' | 'onTime' | 'late'): number =>
  days.reduce((all, day) => all + day[of], 0)

const STEPS = [1, 2, 3, 4, 5, 6, 8, 10]

/** The top of the axis: a round even number at or above the maximum. */
export function topOf(most: number): number {
  if (most <= 2) return 2
  const unit = 10 ** Math.floor(Math.log10(most))
  const found = STEPS.map((step) => step * unit).find((top) => top >= most && top % 2 === 0)
  return found ?? 2 * Math.ceil(most / 2)
}
