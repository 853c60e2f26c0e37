/** What a run recorded, in the order in which people want to know it. */
import type { Run } from '@relance/contract'

export interface Whose {
  /** Null: nobody's. */
  closerId: string | null
  count: number
}

/** Whoever got most comes first, nobody last. */
export const whoseOf = ({ byCloser }: Pick<Run, 'byCloser'>): Whose[] =>
  Object.entries(byCloser)
    .map(([id, count]) => ({ closerId: id === 'nobody' ? null : id, count }))
    .sort((one, other) => rank(one) - rank(other) || other.count - one.count)

const rank = ({ closerId }: Whose): number => (closerId === null ? 1 : 0)

const MINUTE = 60_000
const WEEK = 6 * 24 * 60 * MINUTE

/** How an hour is said that lies close to `now`, or on the same day, or within a week, or further. */
export function nearness(at: number, now: number, isSameDay: boolean): 'now' | 'today' | 'week' | 'date' {
  if (at <= now + MINUTE) return 'now'
  if (isSameDay) return 'today'
  return at - now < WEEK ? 'week' : 'date'
}
