/** Finds days with room for what would be due all at once, so that no closer is flooded. */
import { createDailyRoom, type Occupied, type OverdueStep } from '../../decide/daily-room.ts'
import type { Plan } from '../../decide/plan.ts'
import type { Db } from '../../ground/ports.ts'
import { type LeftOut, readOccupied, readTakers } from './write-replanned.sql.ts'

/** A step that looks for a day. The highest priority comes first, then the longest due. */
export interface RankedStep extends OverdueStep {
  dueAt: number
  /** When it was due before it was put off. */
  wasDueAt: number
  priority: number
  leadId: string
}

interface Search {
  /** How many a closer finds on one day at most; null: no limit, and every step may be recorded when it is due. */
  limit: number | null
  plan: Plan
  now: number
  leftOut: LeftOut
  /** What was placed before and is not written; absent where everything is. Filled on the way. */
  placed?: Occupied | undefined
}

/** Of each step, from when on it may be recorded. To write it, `db` must hold the locks of their leads. */
export async function findRoom<Step extends RankedStep>(
  db: Db,
  steps: readonly Step[],
  { limit, plan, now, leftOut, placed }: Search,
): Promise<Map<Step, number>> {
  if (limit === null || steps.length === 0) return new Map()
  const closerIds = new Set(steps.map(({ closerId }) => closerId))
  const takers = closerIds.has(null) ? await readTakers(db) : []
  const occupied = await readOccupied(db, [...new Set([...closerIds, ...takers])], leftOut)
  for (const [key, count] of placed ?? []) occupied.set(key, (occupied.get(key) ?? 0) + count)
  const before = new Map(placed && occupied)
  const roomFor = createDailyRoom(occupied, { limit, timeZone: plan.timeZone, now, takers })
  const days = new Map([...steps].sort(byTurn).map((step) => [step, roomFor(step)]))
  if (placed) {
    for (const [key, count] of occupied) placed.set(key, (placed.get(key) ?? 0) + count - (before.get(key) ?? 0))
  }
  return days
}

/** Leads without a closer take what room is left. */
const byTurn = (a: RankedStep, b: RankedStep): number =>
  Number(a.closerId === null) - Number(b.closerId === null) || byRank(a, b)

function byRank(a: RankedStep, b: RankedStep): number {
  return b.priority - a.priority || a.dueAt - b.dueAt || a.wasDueAt - b.wasDueAt || (a.leadId < b.leadId ? -1 : 1)
}
