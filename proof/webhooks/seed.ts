/** Writes the leads of a round, and the relances that WhatsApp or their closers were given before the first event. */
import { type Db, run } from '@relance/relance'
import { addNumbers, addRule, mapTemplates, NUMBER, openQueues } from '@relance/testing'
import { type Json, OUR_ID, OUR_PHONE } from './payloads.ts'
import { itemText, lastNameOf, type Story, type Told } from './story.ts'

const DAY = 86_400_000
const EVERY_DAY = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
const of = (source: string) => ({
  combinator: 'and',
  rules: [{ field: 'source', operator: '=', value: source }],
})
/** More in one statement could take longer than its time-out. */
const TOGETHER = 5_000

export const TEMPLATE = 'told_of'

/** `sentAt`: when the relances were sent, milliseconds. */
export async function seed(db: Db, stories: readonly Story[], sentAt: number): Promise<void> {
  await db.query(`update schedule set enabled = false`)
  await addRule(db, { channel: 'whatsapp', window: EVERY_DAY, audience: of('sent') })
  await addRule(db, {
    ...{ window: EVERY_DAY, audience: of('inbox') },
    body: itemText({ n: 0 } as Story).replace('P0', '{{ lead.firstName }}'),
  })
  await addNumbers(db)
  await db.query('update whatsapp_numbers set phone = $1', [`+${OUR_PHONE}`])
  await mapTemplates(db)
  await db.query(
    `insert into whatsapp_templates (name, language, category, status, template)
       select $1, language, category, status, template from whatsapp_templates`,
    [TEMPLATE],
  )
  await openQueues(db)
  const seeded = stories.filter(({ lead }) => lead !== null)
  for (let from = 0; from < seeded.length; from += TOGETHER) {
    await addLeads(db, seeded.slice(from, from + TOGETHER), sentAt)
  }
  const host = { db, clock: () => sentAt }
  while ((await run(host, { trigger: 'manual' }))?.state !== 'completed');
  await send(db, stories, sentAt)
}

async function addLeads(db: Db, stories: readonly Story[], sentAt: number): Promise<void> {
  const rows = stories.map((story) => ({ ...story.lead, firstName: `P${story.n}`, lastName: lastNameOf(story) }))
  await db.query(
    `with given as (
       select * from json_to_recordset($1::json) as g("firstName" text, "lastName" text, phone text, source text, "userIds" text[])
     ), added as (
       insert into leads (first_name, last_name, phone, source, status, last_contact_at, created_at)
         select "firstName", "lastName", phone, source, 'contacted', to_timestamp($2::float8 / 1000), to_timestamp($2::float8 / 1000)
           from given returning id, last_name
     )
     insert into whatsapp_identities (lead_id, kind, value, learnt_from, learnt_at)
       select a.id, 'user_id', u, 'reply', to_timestamp($2::float8 / 1000)
         from added a join given g on g."lastName" = a.last_name, unnest(g."userIds") u`,
    [JSON.stringify(rows), sentAt - 10 * DAY],
  )
}

/** As the courier leaves them: accepted, on their way, or without an answer. */
async function send(db: Db, stories: readonly Story[], sentAt: number): Promise<void> {
  const rows = await db.query<{ id: string; name: string }>(
    `select r.id, l.last_name as name from relances r join leads l on l.id = r.lead_id where r.channel = 'whatsapp'`,
  )
  const byName = new Map(rows.map(({ id, name }) => [name, id]))
  const sends = stories.flatMap((story) => {
    if (!story.send) return []
    story.send.relanceId = byName.get(lastNameOf(story)) ?? ''
    if (story.send.relanceId === '') throw new Error(`${lastNameOf(story)} was sent nothing.`)
    nameRelance(story.told, story.send.relanceId)
    const { relanceId: id, messageId, before } = story.send
    return [{ id, before, messageId: before === 'accepted' ? messageId : null }]
  })
  for (let from = 0; from < sends.length; from += TOGETHER) {
    await db.query(SEND, [JSON.stringify(sends.slice(from, from + TOGETHER)), NUMBER, sentAt])
  }
}

/** Our id becomes known when the relance is recorded. */
function nameRelance(told: readonly Told[], relanceId: string): void {
  for (const { change } of told) {
    const statuses = (change.value.statuses ?? []) as Json[]
    for (const status of statuses) if (OUR_ID in status) status[OUR_ID] = relanceId
  }
}

const SEND = `
  with given as (
    select * from json_to_recordset($1::json) as g(id uuid, before text, "messageId" text)
  ), moved as (
    update relances r set state = g.before from given g where r.id = g.id returning r.rule_id, g.*
  )
  insert into whatsapp_sends (relance_id, rule_id, number_id, due_at, taken_at, kind, category, message_id, accepted_at, unknown_at)
    select id, rule_id, $2, at, at, 'template', 'marketing', "messageId", case before when 'accepted' then at end,
           case before when 'unknown' then at end
      from moved, to_timestamp($3::float8 / 1000) at`
