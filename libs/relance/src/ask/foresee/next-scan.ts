/** When scans come: the slots of the stored schedule. */
import { nextSlots } from '../../decide/schedule.ts'
import { type NextScan, scansAlways, scansAt } from './simulate.pure.ts'
import type { Db } from '../../ground/ports.ts'
import { readSchedule } from '../../record/schedule.sql.ts'

/** A schedule that fires every minute has this many slots in two weeks; what lies beyond is not looked at. */
const MAX_SLOTS = 20_160

/** From `now` until `until` (milliseconds); without pause while the schedule is disabled. */
export async function readNextScan(db: Db, now: number, until: number): Promise<NextScan> {
  const schedule = await readSchedule(db)
  if (!schedule.enabled) return scansAlways
  const slots: number[] = []
  let at: number | undefined = now - 1
  while (at !== undefined && at < until && slots.length < MAX_SLOTS) {
    const found: number[] = nextSlots(schedule, at, 100)
    slots.push(...found)
    at = found.at(-1)
  }
  return scansAt(slots)
}
