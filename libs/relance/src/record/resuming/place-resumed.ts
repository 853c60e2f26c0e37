/** Finds days with room for what a resumed rule has waiting, so that no closer is flooded. */
import { createDailyRoom, type Occupied } from '../../decide/pauses/daily-room.ts'
import { calendarOf } from '../../decide/decide.ts'
import type { Plan } from '../../decide/plan.ts'
import type { EnrolmentChange, Standing } from '../../decide/enrolment.ts'
import { isInbox } from '../../ground/messages.ts'
import type { Db } from '../../ground/ports.ts'
import type { StandingLead } from '../../decide/standing.ts'
import { readOccupied } from '../replan/write-replanned.sql.ts'

export interface Settled {
  standing: Standing
  change: EnrolmentChange
}

export interface Placing {
  plan: Plan
  now: number
  leads: ReadonlyMap<string, StandingLead>
  /** Whether the rule was just resumed: who enters it now is placed as well. */
  isResuming: boolean
  /** What was placed before and is not written; absent where everything is. */
  placed?: Occupied
}

/**
 * The changes, those that a pause has put off with the day that has room for them. The longest due come first. The turn of their leads
 * must be held where they are to be written.
 */
export async function placeResumed(tx: Db, settled: readonly Settled[], placing: Placing): Promise<EnrolmentChange[]> {
  const { plan, now, placed } = placing
  const wanted = settled.flatMap((one) => placeOf(one, placing) ?? [])
  const closerIds = [...new Set(wanted.map(({ closerId }) => closerId))]
  if (plan.closerDailyLimit === null || closerIds.length === 0) return settled.map(({ change }) => change)
  const ids = wanted.flatMap(({ change }) => (change.kind === 'move' ? [change.id] : []))
  const occupied = await readOccupied(tx, closerIds, { ids, ruleId: null, after: null })
  for (const [key, count] of placed ?? []) occupied.set(key, (occupied.get(key) ?? 0) + count)
  const before = new Map(placed && occupied)
  const roomFor = createDailyRoom(occupied, { limit: plan.closerDailyLimit, timeZone: plan.timeZone, now })
  const days = new Map<EnrolmentChange, number>()
  for (const one of wanted.sort(byRank)) days.set(one.change, roomFor(one))
  if (placed) {
    for (const [key, count] of occupied) placed.set(key, (placed.get(key) ?? 0) + count - (before.get(key) ?? 0))
  }
  return settled.map(({ change }) => {
    const from = days.get(change)
    return from === undefined || from <= Math.max(change.dueAt, now) ? change : { ...change, nextDueAt: from }
  })
}

function placeOf({ standing, change }: Settled, { plan, leads, isResuming }: Placing) {
  const rule = plan.rules.get(standing.ruleId)
  const lead = leads.get(standing.leadId)
  if (!rule || !lead?.closerId || !isInbox(rule.channel) || !isPutOff(change, isResuming)) return null
  const { frequency, priority } = rule
  const calendar = calendarOf(plan, rule, lead)
  const { closerId, id: leadId } = lead
  const wasDueAt = standing.enrolment?.dueAt ?? change.dueAt
  return { change, closerId, ruleId: rule.id, frequency, calendar, dueAt: change.dueAt, priority, wasDueAt, leadId }
}

function isPutOff(change: EnrolmentChange, isResuming: boolean): boolean {
  if (change.kind === 'enter') return isResuming || change.begunBy === 'restarted'
  return change.state === 'active' && change.pausedMs !== undefined
}

type Ranked = NonNullable<ReturnType<typeof placeOf>>

function byRank(a: Ranked, b: Ranked): number {
  return b.priority - a.priority || a.dueAt - b.dueAt || a.wasDueAt - b.wasDueAt || (a.leadId < b.leadId ? -1 : 1)
}
