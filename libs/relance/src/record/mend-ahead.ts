/** After a clock that was ahead of the present: what it recorded, closed or planned is put right, once the clock is right again. */
import { CLOCK_TOLERANCE_MS } from '../decide/schedule.ts'
import { readNow, timed } from '../ground/now.ts'
import type { Db, Host } from '../ground/ports.ts'
import { replanLeads } from './replan/replan.ts'
import { lockLeads } from './state/change-enrolments.sql.ts'
import { createPlans } from './state/plans.ts'
import {
  bringToPresent,
  leadsActedAhead,
  leadsRecordedAhead,
  planByPresent,
  reopenExpired,
  takeBackRecorded,
} from './mend-ahead.sql.ts'
import { releaseSlotsAhead } from './slots-ahead.sql.ts'

const CHUNK = 500

/** How many relances were recorded, and how many closed as expired, before their time. */
export interface Mended {
  recorded: number
  expired: number
}

/**
 * Slots are given back as well. Reads relances by their dates: for when a clock has gone back or a server has started, not for
 * every tick. Safe to overlap.
 */
export async function mendAhead(host: Host): Promise<Mended> {
  const db = timed(host)
  await releaseSlotsAhead(db)
  const present = (await readNow(db)) + CLOCK_TOLERANCE_MS
  const mended: Mended = { recorded: 0, expired: 0 }
  // What is open again may have been recorded before its time as well.
  for (let reopened = 1; reopened > 0; mended.expired += reopened) {
    mended.recorded += await takeBackAll(db, present)
    reopened = await untilFew(() => reopenExpired(db, present, CHUNK))
  }
  await untilFew(() => bringActed(db, present))
  await untilFew(() => planByPresent(db, present, CHUNK))
  return mended
}

async function takeBackAll(db: Db, present: number): Promise<number> {
  const plans = createPlans()
  let recorded = 0
  for (let isDone = false; !isDone; ) {
    const found = await db.transaction(async (tx) => {
      const leadIds = await leadsRecordedAhead(tx, present, CHUNK)
      await lockLeads(tx, leadIds)
      const taken = await takeBackRecorded(tx, leadIds, present)
      // A frequency that was saved since has dated the steps after them.
      if (taken > 0) await replanLeads(tx, leadIds, await plans.read(tx))
      return { leads: leadIds.length, taken }
    })
    recorded += found.taken
    isDone = found.leads < CHUNK || found.taken === 0
  }
  return recorded
}

/** Returns how many leads it looked at. */
async function bringActed(db: Db, present: number): Promise<number> {
  return db.transaction(async (tx) => {
    const leadIds = await leadsActedAhead(tx, present, CHUNK)
    if (leadIds.length === 0) return 0
    await lockLeads(tx, leadIds)
    const moment = await createPlans().read(tx)
    await bringToPresent(tx, leadIds, moment.now)
    await replanLeads(tx, leadIds, moment)
    return leadIds.length
  })
}

/** Repeats what does up to a chunk at a time, until it finds less; returns how much it did in all. */
async function untilFew(work: () => Promise<number>): Promise<number> {
  let all = 0
  for (let done = CHUNK; done === CHUNK; all += done) done = await work()
  return all
}
