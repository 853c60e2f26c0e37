/** The days of a forecast, closer by closer. */
import type { CloserLoad, ForecastShape } from '@relance/contract'

export interface CloserDays {
  /** Null: leads that nobody looks after. */
  closerId: string | null
  /** Relances by day. */
  days: ReadonlyMap<string, number>
}

/** What closers will find to send themselves, the busiest first; what is sent by WhatsApp is nobody's work. */
export function closerDays({ load, waiting }: ForecastShape): CloserDays[] {
  const closers = new Map<string | null, Map<string, number>>()
  for (const { closerId, on, relances } of [...load, ...waiting].filter(isByHand)) {
    const days = closers.get(closerId) ?? new Map<string, number>()
    days.set(on, (days.get(on) ?? 0) + relances)
    closers.set(closerId, days)
  }
  return [...closers].map(([closerId, days]) => ({ closerId, days })).sort((a, b) => total(b) - total(a))
}

const isByHand = ({ channel }: CloserLoad): boolean => channel === 'closer'

export const automatic = ({ load, waiting }: ForecastShape): number =>
  [...load, ...waiting].filter((one) => !isByHand(one)).reduce((sum, { relances }) => sum + relances, 0)

export const total = ({ days }: CloserDays): number => [...days.values()].reduce((sum, count) => sum + count, 0)

/** How many days are above the limit. */
export const overloaded = ({ days }: CloserDays, limit: number | null): number =>
  limit === null ? 0 : [...days.values()].filter((count) => count > limit).length
