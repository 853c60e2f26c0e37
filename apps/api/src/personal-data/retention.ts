/** Once a day, erases the leads nobody has been in contact with, and who have sent no form, for longer than the settings allow. */
import type { Db } from '@relance/relance'
import { type Attribution, attributeTransaction } from '../database/attribution.ts'
import { eraseLeads } from './erase.ts'
import { dropOldImports } from './erase-imports.ts'

const BATCH = 200

const RETENTION: Attribution = { id: null, name: 'retention', role: null, origin: 'system', requestId: null }

/** Returns how many leads were erased: 0 as well when another replica does it today. */
export async function applyRetention(db: Db, now: number): Promise<number> {
  const at = new Date(now)
  const [turn] = await db.query<{ before: Date }>(
    `update settings set retention_ran_on = ($1::timestamptz at time zone time_zone)::date
      where retention_months is not null
        and retention_ran_on is distinct from ($1::timestamptz at time zone time_zone)::date
      returning $1::timestamptz - retention_months * interval '1 month' as before`,
    [at],
  )
  if (!turn) return 0
  await dropOldImports(db, turn.before)
  // What people wrote whom nobody here knows.
  await db.query(
    `delete from whatsapp_events where state in ('unknown', 'set_aside', 'foreign') and received_at < $1`,
    [turn.before],
  )
  let total = 0
  for (;;) {
    const erased = await db.transaction(async (tx) => {
      await attributeTransaction(tx, RETENTION)
      const due = await tx.query<{ id: string }>(
        `select id from leads where greatest(last_contact_at, submitted_at, created_at) < $1 and erased_at is null limit $2`,
        [turn.before, BATCH],
      )
      const leadIds = due.map((row) => row.id)
      // Nobody asked to be forgotten: the number may come back with a new contact.
      return leadIds.length === 0 ? [] : eraseLeads(tx, leadIds, { neverContactAgain: false, now })
    })
    total += erased.length
    if (erased.length < BATCH) return total
  }
}
