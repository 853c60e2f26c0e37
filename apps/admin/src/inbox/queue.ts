/** The queue of a closer, sorted into what is overdue, for today, and to come. */
import type { Relance } from '@relance/contract'

type Delivered = Pick<Relance, 'deliverAt'>

export type Bucket = 'overdue' | 'today' | 'later'
export const BUCKETS: readonly Bucket[] = ['overdue', 'today', 'later']

/** Overdue is what came before today began, where the person is. */
export function bucketOf({ deliverAt }: Delivered, now: number): Bucket {
  const at = Date.parse(deliverAt)
  if (at < startOfDay(now)) return 'overdue'
  return at < startOfDay(now, 1) ? 'today' : 'later'
}

/** Midnight, where the person is. */
export function startOfDay(now: number, daysLater = 0): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysLater).getTime()
}

const IN_QUEUE: ReadonlySet<Relance['state']> = new Set(['due', 'opened', 'snoozed'])

/** Whether it waits for its closer, now or later. */
export const isInQueue = ({ state }: Pick<Relance, 'state'>): boolean => IN_QUEUE.has(state)

/** Whether it can be acted on now. */
export const isReady = ({ deliverAt }: Delivered, now: number): boolean => Date.parse(deliverAt) <= now

/** What can be acted on now, in the order it is shown. */
export const readyOf = <Item extends Delivered>(items: readonly Item[], now: number): Item[] =>
  items.filter((item) => isReady(item, now))

/** The one after, or before, an item among those that are ready; null at the end. The last is followed by the first. */
export function neighbour<Item extends { id: string }>(
  ready: readonly Item[],
  id: string,
  direction: 1 | -1,
): Item | null {
  const place = ready.findIndex((item) => item.id === id)
  const others = ready.filter((item) => item.id !== id)
  if (others.length === 0) return null
  const at = place === -1 ? 0 : direction === 1 ? place : place - 1
  return others[(at + others.length) % others.length] ?? null
}
