import { setTimeout } from 'node:timers/promises'
import { applyEvents, storeEvents } from '@relance/sending'
import { whatsApp } from '@relance/whatsapp'
import { verifyAuditLog } from '../../src/audit/verify.ts'
import { applyRetention } from '../../src/personal-data/retention.ts'
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  await makeRule(manager, 'Tous', 'Bonjour {{ lead.firstName }} de {{ lead.company }}')
})
afterAll(() => api.stop())

const SECRETS = ['Ernestine', 'Cèdre Secret', 'ernestine@demo.invalid', 'oui-mais-demain', 'wamid.secret', 'FR.8812']

/** Every table as text: where does a word still stand? */
async function tablesHolding(word: string): Promise<string[]> {
  const tables = await api.test.db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await api.test.db.query(`select from ${name} t where t::text ilike '%' || $1 || '%' limit 1`, [word])
    if (rows.length > 0) found.push(name)
  }
  return found
}

async function makePerson(): Promise<{ id: string; phone: string }> {
  const id = await makeLead(manager, null, 'Ernestine')
  const fields = { company: 'Cèdre Secret', email: 'ernestine@demo.invalid', custom: { note: 'Ernestine aime le thé' } }
  const { phone } = (await manager.call('put', `/api/leads/${id}`).send(fields).expect(200)).body
  await api.runNow()
  await exchangeMessages(id, phone)
  const said = 'Ernestine : oui-mais-demain'
  await manager.call('post', `/api/leads/${id}/contacts`).send({ kind: 'call', note: said }).expect(201)
  await manager.call('post', `/api/leads/${id}/notes`).send({ text: said }).expect(201)
  return { id, phone }
}

/** A message that went out and was answered, with all that WhatsApp told of it: applied, waiting, and not read yet. */
async function exchangeMessages(leadId: string, phone: string): Promise<void> {
  const { db } = api.test
  await db.query(
    `insert into whatsapp_sends (relance_id, rule_id, number_id, due_at, taken_at, kind, category, message_id, error_details)
       select id, rule_id, '1', now(), now(), 'template', 'marketing', 'wamid.secret' || id, 'Refused for Ernestine'
         from relances where lead_id = $1`,
    [leadId],
  )
  await db.query('insert into whatsapp_contacts (lead_id, last_inbound_at) values ($1, now())', [leadId])
  await db.query(
    `insert into whatsapp_identities (lead_id, kind, value, learnt_from, learnt_at)
       values ($1, 'user_id', 'FR.8812' || $2, 'reply', now()), ($1, 'username', 'ernestine.secret', 'status', now())`,
    [leadId, phone],
  )
  await db.query(
    `insert into whatsapp_messages (id, lead_id, at, content, text)
       values ('wamid.secret-in' || $2::text, $1, now(), 'text', 'oui-mais-demain')`,
    [leadId, phone],
  )
  await db.query(
    `insert into whatsapp_events (key, state, message_id, event)
       select encode(opt_out_hash('status wamid.secret' || id || ' delivered'), 'hex'), 'waiting', 'wamid.secret' || id,
              jsonb_build_object('kind', 'status', 'messageId', 'wamid.secret' || id, 'relanceId', id)
         from relances where lead_id = $1
       union all
       select encode(opt_out_hash('inbound wamid.secret-in' || $2), 'hex'), 'applied', null, null
       union all
       select encode(opt_out_hash('inbound wamid.secret-new' || $2), 'hex'), 'new', null,
              jsonb_build_object('kind', 'inbound', 'messageId', 'wamid.secret-new' || $2, 'from', $2, 'text', 'oui-mais-demain')`,
    [leadId, phone],
  )
  await db.query(
    `insert into whatsapp_events (key, state, event, names)
       select encode(opt_out_hash('unknown ' || $1::text), 'hex'), 'unknown',
              jsonb_build_object('kind', 'inbound', 'messageId', 'wamid.secret-unknown', 'userId', 'FR.8812' || $1, 'text', 'oui-mais-demain'),
              array['FR.8812' || $1]`,
    [phone],
  )
}

it('hands over all that is kept of one person', async () => {
  const { id } = await makePerson()
  const answer = await manager.call('get', `/api/leads/${id}/export`).expect(200)
  expect(answer.headers['content-disposition']).toContain(`lead-${id}.json`)
  expect(answer.body.lead).toMatchObject({ firstName: 'Ernestine', email: 'ernestine@demo.invalid' })
  expect(answer.body.relances[0].message).toContain('Bonjour Ernestine')
  expect(answer.body.timeline.map((entry: { kind: string }) => entry.kind)).toEqual(
    expect.arrayContaining(['relance', 'change']),
  )
  expect(answer.body.whatsapp.received).toMatchObject([{ content: 'text', text: 'oui-mais-demain' }])
  expect(answer.body.whatsapp.sent).toHaveLength(1)
  expect(answer.body.whatsapp.contact.lastInboundAt).not.toBeNull()
  expect(answer.body.whatsapp.identities).toMatchObject([
    { kind: 'user_id', learntFrom: 'reply' },
    { kind: 'username', value: 'ernestine.secret', learntFrom: 'status' },
  ])
  const noted = await manager
    .call('get', '/api/audit-events')
    .query({ filter: JSON.stringify({ action: 'exported', recordId: id }) })
  expect(noted.body).toHaveLength(1)
})

it('erases a person from every table; the facts stay, the chain still verifies, and an import does not bring them back', async () => {
  const { id, phone } = await makePerson()
  await manager.call('post', `/api/leads/${id}/erase`).expect(200)
  const others = await api.test.db.query<{ id: string }>(`select id from leads where first_name = 'Ernestine'`)
  for (const other of others) await manager.call('post', `/api/leads/${other.id}/erase`).expect(200)
  for (const word of [...SECRETS, phone, phone.slice(3)]) expect([word, await tablesHolding(word)]).toEqual([word, []])
  const lead = (await manager.call('get', `/api/leads/${id}`).expect(200)).body
  expect(lead).toMatchObject({ firstName: '', phone: null, erasedAt: expect.any(String) })
  const [relance] = (await manager.call('get', '/api/relances').query({ filter: JSON.stringify({ leadId: id }) })).body
  expect(relance).toMatchObject({ state: 'withdrawn', reason: 'erased', message: '', link: null })
  const log = (
    await manager
      .call('get', '/api/audit-events')
      .query({ filter: JSON.stringify({ recordId: id }) })
      .expect(200)
  ).body
  // Erased, its last contact, its fields.
  const actions = ['erased', 'updated', 'updated', 'updated', 'created']
  expect(log.map((entry: { action: string }) => entry.action)).toEqual(actions)
  expect(log[3].changes[0]).toMatchObject({
    isErased: true,
    fields: [{ field: 'company' }, { field: 'custom' }, { field: 'email' }].map((field) => ({
      ...field,
      before: null,
      after: null,
    })),
  })
  expect(await verifyAuditLog(api.test.db)).toMatchObject({ isIntact: true })
  await manager.call('put', `/api/leads/${id}`).send({ firstName: 'Revenue' }).expect(409)
  const again = await manager
    .call('post', '/api/leads/import')
    .set('Content-Type', 'text/csv')
    .send(`phone\n${phone}\n`)
    .expect(200)
  expect(again.body.created).toBe(1)
  const [back] = (await manager.call('get', '/api/leads').query({ filter: JSON.stringify({ phone }) })).body
  expect(back.optedOutAt).not.toBeNull()
})

it('who is erased while WhatsApp tells of them is erased all the same, and nobody waits in a circle', async () => {
  const { db, clock } = { db: api.test.db, clock: Date.now }
  const people: { id: string; phone: string }[] = []
  for (let round = 0; round < 8; round++) people.push(await makePerson())
  const tell = (round: number) =>
    storeEvents(
      db,
      people.map(({ phone }, at) => ({
        kind: 'inbound',
        messageId: `wamid.secret-${round}-${at}`,
        from: phone,
        userId: null,
        at: Date.now(),
        content: 'text',
        text: 'oui-mais-demain',
        inReplyTo: null,
        payload: null,
      })),
      Date.now(),
    )
  let isOver = false
  const read = async (): Promise<void> => {
    while (!isOver) if ((await applyEvents({ db, clock }, whatsApp, 20)) === 0) await setTimeout(5)
  }
  const told = async (): Promise<void> => {
    // Not for ever: on a slow machine the more would wait to be read, the slower it gets.
    for (let round = 0; !isOver && round < 50; round++) await tell(round)
  }
  const others = [read(), read(), told()]
  // Whoever waits too long in the crowd is told to try again.
  const erase = async (id: string): Promise<number> => {
    const { status } = await manager.call('post', `/api/leads/${id}/erase`)
    return status === 503 ? erase(id) : status
  }
  const erased = await Promise.all(people.map(({ id }) => erase(id))).finally(() => {
    isOver = true
  })
  await Promise.all(others)
  while ((await applyEvents({ db, clock }, whatsApp, 100)) > 0);
  expect(erased).toEqual(people.map(() => 200))
  for (const word of [...SECRETS, ...people.map(({ phone }) => phone)])
    expect([word, await tablesHolding(word)]).toEqual([word, []])
})

it('keeps a list of numbers never to write to, lifts them, and shows none', async () => {
  const { body: listed } = await manager.call('post', '/api/opt-outs').send({ phone: '06 39 98 99 01' }).expect(201)
  expect(JSON.stringify(listed)).not.toContain('9899')
  const lead = (await manager.call('post', '/api/leads').send({ phone: '0639989901' }).expect(201)).body
  expect(lead.optedOutAt).not.toBeNull()
  await manager.call('put', `/api/leads/${lead.id}`).send({ optedOutAt: null }).expect(200)
  await manager.call('get', `/api/opt-outs/${listed.id}`).expect(404)
  await manager.call('put', `/api/leads/${lead.id}`).send({ optedOutAt: '2026-01-01T00:00:00Z' }).expect(200)
  const [mine] = (await manager.call('get', '/api/opt-outs').query({ filter: JSON.stringify({ leadId: lead.id }) }))
    .body
  await manager.call('delete', `/api/opt-outs/${mine.id}`).expect(200)
  expect((await manager.call('get', `/api/leads/${lead.id}`)).body.optedOutAt).toBeNull()
  await manager.call('post', '/api/opt-outs').send({ phone: '12' }).expect(422)
})

it('erases whoever nobody was in contact with and who sent no form for longer than the settings allow, once a day', async () => {
  const now = Date.now()
  const old = await makeLead(manager, null, 'Vieille')
  const recent = await makeLead(manager, null, 'Récente')
  const back = await makeLead(manager, null, 'Revenue')
  await api.test.db.query(`update leads set created_at = now() - interval '37 months' where id = any($1)`, [
    [old, recent, back],
  ])
  await api.test.db.query(`update leads set last_contact_at = now() - interval '35 months' where id = $1`, [recent])
  await api.test.db.query(`update leads set submitted_at = now() - interval '1 day' where id = $1`, [back])
  const counts = await Promise.all([applyRetention(api.test.db, now), applyRetention(api.test.db, now)])
  expect(counts.sort()).toEqual([0, 1])
  expect(await applyRetention(api.test.db, now)).toBe(0)
  expect((await manager.call('get', `/api/leads/${old}`)).body.erasedAt).not.toBeNull()
  for (const kept of [recent, back]) {
    expect((await manager.call('get', `/api/leads/${kept}`)).body.erasedAt).toBeNull()
  }
  const [entry] = (
    await manager
      .call('get', '/api/audit-events')
      .query({ filter: JSON.stringify({ action: 'erased', recordId: old }) })
  ).body
  expect(entry).toMatchObject({ actorName: 'retention', origin: 'system' })
})

it('the log of the server holds no name, phone, message, password or token, whatever is done or goes wrong', async () => {
  const lines: string[] = []
  const keep = (chunk: unknown): boolean => lines.push(String(chunk)) > 0
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(keep))
  const token = `relance_${'k'.repeat(43)}`
  try {
    const { id, phone } = await makePerson()
    await manager.call('post', '/api/leads').send({ phone, firstName: 'Ernestine' }).expect(409)
    await api
      .http()
      .post('/api/auth/login')
      .send({ email: 'ernestine@demo.invalid', password: 'mot-de-passe-secret' })
      .expect(401)
    await api.http().get('/api/leads').set('Authorization', `Bearer ${token}`).expect(401)
    await api.test.db.query('alter table leads rename to leads_away')
    await manager
      .call('get', `/api/leads/${id}`)
      .query({ filter: `{"q":"${phone}"}` })
      .expect(500)
    await manager.call('post', '/api/leads').send({ phone, firstName: 'Ernestine' }).expect(500)
    await api.test.db.query('alter table leads_away rename to leads')
    for (const secret of [
      ...SECRETS,
      phone.slice(3),
      'mot-de-passe-secret',
      token,
      manager.cookie.split('=')[1] ?? '',
    ]) {
      expect([secret, lines.filter((line) => line.includes(secret))]).toEqual([secret, []])
    }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  expect(lines.join('')).toContain('correlationId')
})

it('knows every table with a lead or a number in it: a new one is looked at by erasure, export and the undo of imports', async () => {
  const rows = await api.test.db.query<{ name: string }>(
    `select distinct c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and c.column_name = any($1) order by 1`,
    [POINTING_AT_PEOPLE],
  )
  expect(rows.map(({ name }) => name)).toEqual([...HOLDING_LEADS].sort())
})

const POINTING_AT_PEOPLE = [
  ...['lead_id', 'relance_id', 'record_id', 'message_id', 'names'],
  ...['phone', 'phone_hash', 'wa_number', 'email', 'first_name', 'last_name'],
]

/** Whose words and numbers go with the person; the facts of the others stay, and hold nothing personal. */
const HOLDING_LEADS = [
  ...[
    'leads',
    'lead_search',
    'contacts',
    'notes',
    'stop_wishes',
    'import_rows',
    'dry_run_rows',
    'relances',
    'opt_outs',
  ],
  ...[
    'whatsapp_contacts',
    'whatsapp_identities',
    'whatsapp_messages',
    'whatsapp_events',
    'whatsapp_sends',
    'whatsapp_answers',
  ],
  ...['enrolments', 'enrolment_changes', 'lead_changes', 'lead_pacing', 'relance_actions', 'whatsapp_canaries'],
  // Which relances a closer was told of, without a word of them.
  ...['told_relances', 'push_sends'],
  // Erased from the log with the fields of the lead; the people who work here, and the numbers they send from.
  ...['audit_events', 'audit_changes', 'users', 'whatsapp_numbers'],
]
