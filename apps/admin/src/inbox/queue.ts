/** The queue of a closer, sorted into what is overdue, for now, and to come. */
import type { Relance } from '@relance/contract'

export type Bucket = 'overdue' | 'now' | 'later'
export const BUCKETS: readonly Bucket[] = ['overdue', 'now', 'later']

/** Overdue is what came before today began, where the person is. */
export function bucketOf({ deliverAt }: Pick<Relance, 'deliverAt'>, now: number): Bucket {
  const at = Date.parse(deliverAt)
  if (at > now) return 'later'
  return at < new Date(now).setHours(0, 0, 0, 0) ? 'overdue' : 'now'
}

/** What can be acted on now, in the order it is shown. */
export const readyOf = <Item extends Pick<Relance, 'deliverAt'>>(items: readonly Item[], now: number): Item[] =>
  items.filter((item) => bucketOf(item, now) !== 'later')
