/** A first look at Relance: sixty days in the life of a small company, lived through the real engine, so that every figure agrees. */
import type { Db } from '@relance/relance'
import { eventsBetween } from './calendar.ts'
import { DAY } from '@relance/relance/core'
import { chanceOf } from './chance.ts'
import { addPeople, addRules, MANAGER } from './company.ts'
import { enterPast } from './past.ts'
import { replay } from './replay.ts'

export const DEMO_DAYS = 60
const SEED = 20_260

/**
 * Nothing happens when there is any lead or rule. Returns whether data was loaded; `now` in milliseconds. With a hash, the
 * people of the demonstration can sign in. One transaction: all of it is there, or nothing.
 */
export function loadDemoData(
  db: Db,
  now: number,
  passwordHash: string | null = null,
  days = DEMO_DAYS,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [found] = await tx.query('select from leads union all select from rules limit 1')
    if (found) return false
    const began = now - days * DAY
    const past = await enterPast(tx)
    await past.moveTo(began, null)
    const company = await addPeople(tx, began, passwordHash)
    await past.moveTo(began, {
      id: company.managerId,
      name: MANAGER.name,
      role: 'manager',
      origin: 'session',
      requestId: null,
    })
    await addRules(tx, began)
    const free = await tx.query<{ day: string }>('select held_on::text as day from holidays')
    await replay(past, chanceOf(SEED), company, eventsBetween(began, now, new Set(free.map(({ day }) => day))), now)
    await planAbsence(tx, now, company.closers[1]?.id, company.closers[0]?.id)
    await past.end()
    return true
  })
}

/** Somebody is away in ten days, with a stand-in. */
async function planAbsence(tx: Db, now: number, userId = '', standInId = ''): Promise<void> {
  const day = (after: number) => new Date(now + after * DAY).toISOString().slice(0, 10)
  await tx.query('insert into absences (user_id, from_on, to_on, stand_in_id) values ($1, $2, $3, $4)', [
    userId,
    day(10),
    day(16),
    standInId,
  ])
}
