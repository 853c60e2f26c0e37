/** How far behind, and by which instant, audiences follow time. */
import type { Plan } from './plan.ts'

/**
 * What time makes true is read again for so long, and clocks may disagree by as much. Longer than any transaction can wait
 * between its beginning and its first statement.
 */
export const OVERLAP_MS = 120_000

/**
 * The instant audiences are judged by in a transaction of `now`: not before the one they were followed up to, or a lead that
 * another transaction has just entered would be put out again. A clock far ahead is not believed.
 */
export function judgedAt({ matchedTo = 0 }: Plan, now: number): number {
  return Math.min(Math.max(now, matchedTo), now + OVERLAP_MS)
}
