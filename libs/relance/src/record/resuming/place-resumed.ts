/** Finds days with room for what a resumed rule has waiting, so that no inbox is flooded. */
import { type Occupied, USUAL_DAILY_LIMIT } from '../../decide/daily-room.ts'
import { calendarOf } from '../../decide/decide.ts'
import type { Plan } from '../../decide/plan.ts'
import type { EnrolmentChange, Standing } from '../../decide/enrolment.ts'
import { isInbox } from '../../ground/channels.ts'
import type { Db } from '../../ground/ports.ts'
import type { StandingLead } from '../../decide/standing.ts'
import { findRoom } from '../replan/find-room.ts'

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
 * The changes, those that a pause has put off with the day that has room for them. The longest due come first. The lock of their leads
 * must be held where they are to be written.
 */
export async function placeResumed(tx: Db, settled: readonly Settled[], placing: Placing): Promise<EnrolmentChange[]> {
  const { plan, now, placed } = placing
  const wanted = settled.flatMap((one) => placeOf(one, placing) ?? [])
  const ids = wanted.flatMap(({ change }) => (change.kind === 'move' ? [change.id] : []))
  const limit = plan.closerDailyLimit ?? USUAL_DAILY_LIMIT
  const days = await findRoom(tx, wanted, { limit, plan, now, leftOut: { ids, ruleId: null, after: null }, placed })
  const dayOf = new Map([...days].map(([{ change }, from]) => [change, from]))
  return settled.map(({ change }) => {
    const from = dayOf.get(change)
    return from === undefined || from <= Math.max(change.dueAt, now) ? change : { ...change, nextDueAt: from }
  })
}

function placeOf({ standing, change }: Settled, { plan, leads, isResuming }: Placing) {
  const rule = plan.rules.get(standing.ruleId)
  const lead = leads.get(standing.leadId)
  if (!rule || !lead || !isInbox(rule.channel) || !isPutOff(change, isResuming)) return null
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
