/** Which template versions a number has proven, and which message is proving one now. */
import type { Db } from '@relance/relance'
import { instant } from '@relance/relance/sql'
import { canaryKey } from './canary.pure.ts'
import type { SendDecision } from './deliver.pure.ts'

/** One without an answer for so long passes the role to the next: nobody may ever say what became of it. */
const PASSES_AFTER_MS = 15 * 60_000

/**
 * True of a queued relance `r` whose template `t` is being proven by another message of the number. `number` and `now` (milliseconds)
 * are expressions.
 */
export const isBeingProven = (number: string, now: string): string => `exists (
  select from whatsapp_canaries y join relances x on x.id = y.relance_id join whatsapp_sends w on w.relance_id = x.id
   where y.number_id = ${number} and y.template_id = t.id and y.template_version = t.version and y.opened_at is null
     and w.accepted_at is null and (x.state = 'sending' or x.state = 'unknown' and w.taken_at > ${instant(`(${now} - ${PASSES_AFTER_MS})`)}))`

/** Keys of what was accepted from this number, of these templates. */
export async function readProven(tx: Db, numberId: string, templateIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ templateId: string; templateVersion: number; kind: string }>(
    `select y.template_id as "templateId", y.template_version as "templateVersion", y.kind
       from whatsapp_canaries y left join whatsapp_sends w on w.relance_id = y.relance_id
      where y.number_id = $1 and y.template_id = any($2::uuid[]) and (y.opened_at is not null or w.accepted_at is not null)`,
    [numberId, templateIds],
  )
  return new Set(rows.map((row) => canaryKey(row, row.kind)))
}

/** These prove their template version from now on. */
export async function writeCanaries(tx: Db, numberId: string, canaries: readonly SendDecision[]): Promise<void> {
  if (canaries.length === 0) return
  const rows = canaries.map(({ queued, content }) => ({
    template_id: queued.templateId,
    template_version: queued.templateVersion,
    kind: content.kind,
    relance_id: queued.relanceId,
  }))
  await tx.query(
    `insert into whatsapp_canaries (number_id, template_id, template_version, kind, relance_id)
       select $1, template_id, template_version, kind, relance_id
         from json_to_recordset($2::json) as d(template_id uuid, template_version int, kind text, relance_id uuid)
     on conflict (number_id, template_id, template_version, kind) do update set relance_id = excluded.relance_id`,
    [numberId, JSON.stringify(rows)],
  )
}
