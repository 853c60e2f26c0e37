/** The pace of a sending number as it is stored. */
import type { Db } from '@relance/relance'
import { instant, ms } from '@relance/relance/sql'
import type { NumberState, Pace } from './pace.pure.ts'

/** The number's row stays locked until `tx` ends; null while another replica has it. */
export async function takeNumber(tx: Db, numberId: string): Promise<NumberState | null> {
  const [row] = await tx.query<NumberState>(`${numbers('false', 'array[$1]')} for update skip locked`, [numberId])
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

/** Selects {@link NumberState} of all numbers, or of some: expressions of a boolean and of ids. */
export const numbers = (isAll: string, ids: string): string => `
  select id, extract(epoch from next_at)::float8 * 1000 as "nextAt", ${ms('seen_at')} as "seenAt", speed,
         ${ms('paused_until')} as "pausedUntil", pause_reason as "pauseReason", recent
    from whatsapp_numbers where ${isAll} or id = any(${ids})`

/** Numbers as they are from now on. Their rows must be held. */
export async function writeNumbers(tx: Db, changed: readonly NumberState[]): Promise<void> {
  if (changed.length === 0) return
  await tx.query(
    `update whatsapp_numbers n
        set next_at = ${instant('d."nextAt"')}, seen_at = ${instant('d."seenAt"')}, speed = d.speed,
            paused_until = ${instant('d."pausedUntil"')}, pause_reason = d."pauseReason", recent = d.recent
       from json_to_recordset($1::json) as d(id text, "nextAt" float8, "seenAt" float8, speed float8, "pausedUntil" float8,
              "pauseReason" text, recent jsonb) where n.id = d.id`,
    [JSON.stringify(changed)],
  )
}
