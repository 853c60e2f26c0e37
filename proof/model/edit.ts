/** Saves leads and rules, as the routes of the server do. */
import { chooseMidway, type Db, timed } from '@relance/relance'
import type { LeadChange, RuleChange } from './commands.ts'
import type { Performer } from './performer.ts'
import { closerId, phoneOf, reentryOf, ruleId } from './world.ts'

const MINUTE = 60_000

/** In the order of their ids, so that two changes of many do not lock each other out. */
export async function editLeads(performer: Performer, places: readonly number[], change: LeadChange): Promise<void> {
  const phones = places.map(phoneOf)
  await timed(performer).transaction(async (tx) => {
    await tx.query('select from leads where phone = any($1) order by id for no key update', [phones])
    const columns = { ...columnsOf(performer, change), updated_at: new Date(performer.clock()) }
    await update(tx, 'leads', 'phone = any($1)', phones, columns)
  })
}

export async function editLead(performer: Performer, place: number, change: LeadChange): Promise<void> {
  const columns = columnsOf(performer, change)
  const updatedAt = new Date(performer.clock())
  await update(timed(performer), 'leads', 'phone = $1', phoneOf(place), { ...columns, updated_at: updatedAt })
}

function columnsOf({ clock, course }: Performer, change: LeadChange): Record<string, unknown> {
  const now = clock()
  const columns: Record<string, unknown> = {}
  if (change.status !== undefined) columns.status = change.status
  if (change.contactAgo !== undefined) {
    columns.last_contact_at = change.contactAgo === null ? null : new Date(now - change.contactAgo * MINUTE)
  }
  if (change.optedOut !== undefined) columns.opted_out_at = change.optedOut ? new Date(now) : null
  if (change.submits) columns.submitted_at = new Date(now)
  if (change.pausedFor !== undefined) {
    columns.paused_until = change.pausedFor === null ? null : new Date(now + change.pausedFor * MINUTE)
  }
  if (change.closer !== undefined) columns.closer_id = change.closer === null ? null : closerId(change.closer)
  if (change.tags !== undefined) columns.tags = change.tags
  if (change.zone !== undefined) {
    course.zonesChanged = true
    columns.time_zone = change.zone
  }
  return columns
}

export async function editRule(tx: Db, place: number, change: RuleChange): Promise<void> {
  const { active, midway, audience, priority, stopOn, onContact, reentryOn } = change
  const columns: Record<string, unknown> = {}
  if (active !== undefined) columns.active = active
  if (audience !== undefined) columns.audience = JSON.stringify(audience)
  if (priority !== undefined) columns.priority = priority
  if (stopOn !== undefined) columns.stop_on = stopOn
  if (onContact !== undefined) columns.on_contact = onContact
  if (reentryOn !== undefined) columns.reentry = reentryOf(reentryOn)
  const [before] = await tx.query<{ active: boolean }>(
    'select active from rules where id = $1 and archived_at is null for update',
    [ruleId(place)],
  )
  if (!before) return
  await update(tx, 'rules', 'id = $1', ruleId(place), columns)
  if (midway && active && !before.active) await chooseMidway(tx, [ruleId(place)], midway)
}

async function update(
  db: Db,
  table: string,
  condition: string,
  value: unknown,
  columns: Record<string, unknown>,
): Promise<void> {
  const sets = Object.keys(columns).map((column, place) => `${column} = $${place + 2}`)
  await db.query(`update ${table} set ${sets.join(', ')} where ${condition}`, [value, ...Object.values(columns)])
}
