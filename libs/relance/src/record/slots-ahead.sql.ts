/** Slots that were fired before their time, by a clock that was ahead of the present. */
import { CLOCK_TOLERANCE_MS } from '../decide/schedule.ts'
import type { Db } from '../ground/ports.ts'
import { ms } from '../ground/columns.ts'

/**
 * Gives slots ahead of the present back, to be fired when their time comes; returns them. The runs stay, without
 * their slot. Safe to call from every replica at once.
 */
export async function releaseSlotsAhead(db: Db): Promise<number[]> {
  const rows = await db.query<{ slotAt: number }>(
    `with ahead as materialized (
       select id, scheduled_for from runs where scheduled_for > relance_now() + $1 * interval '1 millisecond' order by id for update
     ), noted as (
       insert into slots_ahead (slot_at, run_id, noticed_at) select scheduled_for, id, relance_now() from ahead
       on conflict (slot_at) do update set run_id = excluded.run_id, noticed_at = excluded.noticed_at
     )
     update runs r set scheduled_for = null from ahead a where r.id = a.id
     returning ${ms('a.scheduled_for')} as "slotAt"`,
    [CLOCK_TOLERANCE_MS],
  )
  return rows.map((row) => row.slotAt)
}
