/** The pace of a sending number as it is stored. */
import type { Db } from '@relance/relance'
import { instant, ms } from '@relance/relance/sql'
import type { NumberState, Pace } from './pace.pure.ts'

/** The number's row stays locked until `tx` ends; null while another replica has it. */
export async function takeNumber(tx: Db, numberId: string): Promise<NumberState | null> {
  const [row] = await tx.query<NumberState>(
    `select id, extract(epoch from next_at)::float8 * 1000 as "nextAt", ${ms('seen_at')} as "seenAt", speed, ${ms('paused_until')} as "pausedUntil",
            pause_reason as "pauseReason", recent
       from whatsapp_numbers where id = $1 for update skip locked`,
    [numberId],
  )
  return row ?? null
}

export async function notePace(tx: Db, numberId: string, pace: Pace): Promise<void> {
  await tx.query(
    `update whatsapp_numbers set next_at = ${instant('$2')}, seen_at = ${instant('$3')}, speed = $4, paused_until = ${instant('$5')},
            pause_reason = case when $5::float8 is null then null else pause_reason end, recent = $6::jsonb
      where id = $1`,
    [numberId, pace.nextAt, pace.seenAt, pace.speed, pace.pausedUntil, JSON.stringify(pace.recent)],
  )
}
