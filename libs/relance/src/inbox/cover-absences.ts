/** Covers for closers who are away: their open relances go to a stand-in, or are put off until they are back. */
import { absenceOn, cover, lastDayAway } from './absences.pure.ts'
import { movedTo } from './act.pure.ts'
import { localDateOf } from '../decide/calendar.ts'
import { calendarOf } from '../decide/decide.ts'
import { timed } from '../ground/now.ts'
import { createPlans, type Plans } from '../record/state/plans.ts'
import type { Db, Host } from '../ground/ports.ts'
import { readItem, lockLeadOf, writePatch } from './act.sql.ts'
import { handOverRelance, readAbsences, type Waiting, waitingRelances } from './cover-absences.sql.ts'

const LIMIT = 1_000

/** Returns how many relances were handed over or put off. What comes due after the return is left alone. */
export async function coverAbsences(host: Host): Promise<number> {
  const db = timed(host)
  const plans = createPlans()
  const { plan, now } = await plans.read(db)
  const today = localDateOf(now, plan.timeZone)
  const absences = await readAbsences(db, today)
  const away = [...new Set(absences.map((one) => one.userId))].filter((id) => absenceOn(absences, id, today))
  if (away.length === 0) return 0
  let covered = 0
  for (const waiting of await waitingRelances(db, away, LIMIT)) {
    if (await db.transaction((tx) => coverOne(tx, waiting, plans))) covered++
  }
  return covered
}

async function coverOne(tx: Db, { id, closerId, deliverAt }: Waiting, plans: Plans): Promise<boolean> {
  const leadId = await lockLeadOf(tx, id)
  if (leadId === null) return false
  const { plan, now } = await plans.read(tx)
  const today = localDateOf(now, plan.timeZone)
  const absences = await readAbsences(tx, today)
  const absence = absenceOn(absences, closerId, today)
  const isAfterReturn = absence && localDateOf(deliverAt, plan.timeZone) > lastDayAway(absences, absence)
  if (!absence || isAfterReturn) return false
  const item = await readItem(tx, id, plan)
  if (!item) return false
  const isOpen = item.state === 'due' || item.state === 'opened' || item.state === 'snoozed'
  const { rule } = item
  if (!isOpen || item.closerId !== closerId || !rule) return false
  const calendar = calendarOf(plan, rule, item.lead)
  const decision = cover(absence, absences, today, rule.frequency, calendar, plan.timeZone)
  if (decision.kind === 'leave') return false
  if (decision.kind === 'hand_over') await handOverRelance(tx, id, decision.closerId)
  else
    await writePatch(
      tx,
      id,
      leadId,
      { state: item.state, ...movedTo({ ...item, rule }, decision.deliverAt, plan) },
      now,
    )
  return true
}
