/** Follows the approval of templates: rules that send with one that may not be sent pause, and go on once it may. */
import type { ChannelEvent } from '@relance/relance/core'
import type { Channel, Db } from '@relance/relance'
import { pauseRule, resumeRule } from '../attempts/effects.sql.ts'
import { instant, ms } from '@relance/relance/sql'

type TemplateEvent = Extract<ChannelEvent, { kind: 'template_status' }>

/** From these an approval brings back what was read; after any other it may be of another text, which is to be read first. */
const KEEPS_TEXT = ['APPROVED', 'PAUSED', 'FLAGGED']

/** `at` is the channel's own instant. */
export async function noteTemplates(tx: Db, told: readonly TemplateEvent[]): Promise<void> {
  if (told.length === 0) return
  await tx.query(
    `update whatsapp_templates w
        set status = d.status, reason = d.reason, synced_at = relance_now(), status_at = ${instant('d.at')}
       from json_to_recordset($1::json) as d(name text, language text, status text, reason text, at float8)
      where w.name = d.name and w.language = d.language and (d.status <> 'APPROVED' or w.status = any($2::text[]))`,
    [JSON.stringify(told), KEEPS_TEXT],
  )
}

/** Since when the list is to be read again; null when nothing was told since it was. Milliseconds. */
export async function templatesWantedAt(db: Pick<Db, 'query'>): Promise<number | null> {
  const [row] = await db.query<{ at: number | null }>(`select ${ms('reread_at')} as at from whatsapp_account`)
  return row?.at ?? null
}

interface Use {
  id: string
  pauseReason: string | null
  templateIds: string[]
}

/** What a rule sends with, where it is said in a template of the channel. */
const USES = `
  select r.id, r.pause_reason as "pauseReason", array_agg(t.id::text) as "templateIds"
    from rules r
    join templates t on t.id = any(r.template_ids)
      or r.variants @> jsonb_build_array(jsonb_build_object('templateId', t.id::text))
   where r.active and r.channel = $1 and t.whatsapp_name is not null
   group by r.id order by r.id`

interface Move {
  id: string
  move: 'pause' | 'resume'
}

/** Each rule with its move, where it is to make one. */
async function movesOf(db: Db, channel: Channel): Promise<Move[]> {
  const uses = await db.query<Use>(USES, [channel.key])
  const unsendable = await channel.unsendable(db, [...new Set(uses.flatMap(({ templateIds }) => templateIds))])
  const blocked = new Set(unsendable.map(({ id }) => id))
  return uses.flatMap(({ id, pauseReason, templateIds }): Move[] => {
    const isSendable = templateIds.every((templateId) => !blocked.has(templateId))
    if (!isSendable && pauseReason === null) return [{ id, move: 'pause' }]
    return isSendable && pauseReason === 'template_not_approved' ? [{ id, move: 'resume' }] : []
  })
}

/**
 * A rule goes on once all it sends with may be sent, which is more than approved: a template that was made anew may have other places
 * to fill. Returns the rules that were paused or resumed. Each in a transaction of its own, since it takes the lock of the rule's leads;
 * what is left undone by a crash is done by the next who looks, and nothing is sent with what is not approved meanwhile.
 */
export async function followTemplates(
  db: Db,
  channel: Channel,
  now: number,
): Promise<{ paused: string[]; resumed: string[] }> {
  const paused: string[] = []
  const resumed: string[] = []
  for (const { id } of await movesOf(db, channel)) {
    const done = await db.transaction(async (tx) => {
      // Decided on what this transaction sees: somebody may have resumed the rule, or WhatsApp paused it for another reason.
      const move = (await movesOf(tx, channel)).find((one) => one.id === id)?.move
      if (move === 'pause') await pauseRule(tx, id, 'template_not_approved', now)
      if (move === 'resume') await resumeRule(tx, id, now)
      return move
    })
    if (done === 'pause') paused.push(id)
    if (done === 'resume') resumed.push(id)
  }
  return { paused, resumed }
}

/** A template of Meta's list; whatever else it says is kept as it is. */
export interface ListedTemplate {
  name: string
  language: string
  category: string
  status: string
  reason: string | null
}

/**
 * Takes over the whole list of Meta, asked for at `askedAt`; what is no longer listed is kept as deleted. What was told meanwhile is newer
 * than the list.
 */
export async function writeTemplates(tx: Db, listed: readonly ListedTemplate[], askedAt: number): Promise<void> {
  const rows = listed.map((template) => ({ ...template, template }))
  const isOlder = `w.synced_at <= ${instant('$2')}`
  const kept = (column: string): string =>
    `${column} = case when ${isOlder} then excluded.${column} else w.${column} end`
  await tx.query(
    `with d as (select * from json_to_recordset($1::json) as d(name text, language text, category text, status text,
                  reason text, template jsonb)),
     gone as (
       update whatsapp_templates w set status = 'DELETED', synced_at = ${instant('$2')}
        where w.status <> 'DELETED' and ${isOlder} and not exists (select from d where d.name = w.name and d.language = w.language))
     insert into whatsapp_templates as w (name, language, category, status, reason, template, synced_at)
       select name, language, category, status, reason, template, ${instant('$2')} from d
     on conflict (name, language) do update
        set ${['category', 'status', 'reason', 'synced_at'].map(kept).join(', ')}, template = excluded.template`,
    [JSON.stringify(rows), askedAt],
  )
  await tx.query(`update whatsapp_account set reread_at = null where reread_at <= ${instant('$1')}`, [askedAt])
}
