/** Finds the open relances of closers who are away, and hands them over. */
import { INBOX } from '../ground/channels.ts'
import type { Absence } from './absences.pure.ts'
import type { Db } from '../ground/ports.ts'
import { ms, OPEN_STATES } from '../ground/columns.ts'

/** Absences that are not over on `today`, which is a day in the company's zone. */
export function readAbsences(db: Db, today: string): Promise<Absence[]> {
  return db.query<Absence>(
    `select user_id as "userId", to_char(from_on, 'YYYY-MM-DD') as "fromOn", to_char(to_on, 'YYYY-MM-DD') as "toOn",
            stand_in_id as "standInId"
       from absences where to_on >= $1::date`,
    [today],
  )
}

export interface Waiting {
  id: string
  closerId: string
  deliverAt: number
}

/** Open relances of these closers, those that come first first. */
export function waitingRelances(db: Db, closerIds: readonly string[], limit: number): Promise<Waiting[]> {
  return db.query<Waiting>(
    `select id, closer_id as "closerId", ${ms('deliver_at')} as "deliverAt" from relances
      where closer_id = any($1::uuid[]) and channel = '${INBOX}' and state in ${OPEN_STATES}
      order by deliver_at limit $2`,
    [closerIds, limit],
  )
}

export async function handOverRelance(tx: Db, relanceId: string, closerId: string): Promise<void> {
  await tx.query(`update relances set closer_id = $2 where id = $1 and state in ${OPEN_STATES}`, [relanceId, closerId])
}
