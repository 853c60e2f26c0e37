/** Follows the approval of templates: rules that send with one that may not be sent pause, and go on once it may. */
import type { ChannelEvent, ChannelKey } from '@relance/relance/core'
import type { Db } from '@relance/relance'
import { pauseRule, resumeRule } from '../attempts/effects.sql.ts'
import { instant } from '@relance/relance/sql'

type TemplateEvent = Extract<ChannelEvent, { kind: 'template_status' }>

/** `at` is the channel's own instant. */
export async function noteTemplates(tx: Db, told: readonly TemplateEvent[]): Promise<void> {
  if (told.length === 0) return
  await tx.query(
    `update whatsapp_templates w
        set status = d.status, reason = d.reason, synced_at = relance_now(), status_at = ${instant('d.at')}
       from json_to_recordset($1::json) as d(name text, language text, status text, reason text, at float8)
      where w.name = d.name and w.language = d.language`,
    [JSON.stringify(told)],
  )
}

/** What a rule sends with, and whether all of it may be sent. A mapping to what Meta does not list counts as not approved. */
const USES = `
  select r.id, r.pause_reason as "pauseReason", bool_and(coalesce(w.status = 'APPROVED', false)) as "isApproved"
    from rules r
    join templates t on t.id = any(r.template_ids)
    left join whatsapp_templates w on w.name = t.whatsapp_name and w.language = t.whatsapp_language
   where r.active and r.channel = $1 and t.whatsapp_name is not null
   group by r.id order by r.id`

/**
 * Returns the rules that were paused or resumed. Each in a transaction of its own, since it takes the turn of the rule's leads;
 * what is left undone by a crash is done by the next who looks, and nothing is sent with what is not approved meanwhile.
 */
export async function followTemplates(
  db: Db,
  channel: ChannelKey,
  now: number,
): Promise<{ paused: string[]; resumed: string[] }> {
  const paused: string[] = []
  const resumed: string[] = []
  for (const { id, ...use } of await db.query<Use>(USES, [channel])) {
    if (moveOf(use) === null) continue
    const done = await db.transaction(async (tx) => {
      // Decided on what this transaction sees: somebody may have resumed the rule, or WhatsApp paused it for another reason.
      const [current] = (await tx.query<Use>(USES, [channel])).filter((one) => one.id === id)
      const move = current ? moveOf(current) : null
      if (move === 'pause') await pauseRule(tx, id, 'template_not_approved', now)
      if (move === 'resume') await resumeRule(tx, id, now)
      return move
    })
    if (done === 'pause') paused.push(id)
    if (done === 'resume') resumed.push(id)
  }
  return { paused, resumed }
}

interface Use {
  id: string
  pauseReason: string | null
  isApproved: boolean
}

function moveOf({ isApproved, pauseReason }: Omit<Use, 'id'>): 'pause' | 'resume' | null {
  if (!isApproved) return pauseReason === null ? 'pause' : null
  return pauseReason === 'template_not_approved' ? 'resume' : null
}

/** A template of Meta's list; whatever else it says is kept as it is. */
export interface ListedTemplate {
  name: string
  language: string
  category: string
  status: string
  reason: string | null
}

/** Takes over the whole list of Meta; what is no longer listed is kept as deleted. */
export async function writeTemplates(tx: Db, listed: readonly ListedTemplate[], now: number): Promise<void> {
  const rows = listed.map((template) => ({ ...template, template }))
  await tx.query(
    `with d as (select * from json_to_recordset($1::json) as d(name text, language text, category text, status text,
                  reason text, template jsonb)),
     gone as (
       update whatsapp_templates w set status = 'DELETED', synced_at = ${instant('$2')}
        where w.status <> 'DELETED' and not exists (select from d where d.name = w.name and d.language = w.language))
     insert into whatsapp_templates (name, language, category, status, reason, template, synced_at)
       select name, language, category, status, reason, template, ${instant('$2')} from d
     on conflict (name, language) do update
        set category = excluded.category, status = excluded.status, reason = excluded.reason,
            template = excluded.template, synced_at = excluded.synced_at`,
    [JSON.stringify(rows), now],
  )
}
