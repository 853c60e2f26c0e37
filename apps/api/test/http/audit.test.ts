import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase } from '@relance/testing'
import pg from 'pg'
import { SILENT } from '../../../admin/src/versions/differences.ts'
import { fr } from '../../../admin/src/i18n/fr/index.ts'
import { headsIn } from '../../src/audit/anchor.ts'
import { sealEntries } from '../../src/audit/seal.ts'
import { AuditSealer } from '../../src/audit/sealer.ts'
import { verifyAuditLog } from '../../src/audit/verify.ts'
import type { Config } from '../../src/environment/config.ts'
import { CONFIG } from '../../src/environment/tokens.ts'
import { openEvents } from './event-stream.ts'
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

interface Entry {
  id: string
  action: string
  resource: string
  actorName: string
  changes: { fields: { field: string; before: unknown; after: unknown }[] }[]
}
const entriesOf = async (person: Person, filter: object): Promise<Entry[]> =>
  (
    await person
      .call('get', '/api/audit-events')
      .query({ filter: JSON.stringify(filter), sort: '["at","ASC"]' })
      .expect(200)
  ).body
const verify = () => verifyAuditLog(api.test.db)

/** As the owner of the database with its triggers off: what no database can keep its owner from. */
async function tamper(sql: string, parameters: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: api.test.url })
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query(sql, parameters)
  await client.end()
}

it('from the first account to a verified log: every step has its actor, and tampering is named', async () => {
  const manager = await api.join('manager', 'Mona')
  const ada = await api.join('closer', 'Ada')
  const bob = await api.join('closer', 'Bob')
  const ruleId = await makeRule(manager)
  const stream = await openEvents(await api.app.getUrl(), { Cookie: ada.cookie })
  await makeLead(manager, ada.id)
  await api.runNow()
  const told = await stream.next((event) => event.topic === 'resource/relances' && event.type === 'created')
  stream.close()
  const id = told.payload?.ids[0] ?? ''
  for (const action of ['open', 'sent', 'undo']) await ada.call('post', `/api/relances/${id}/${action}`).expect(200)
  await bob.call('post', `/api/relances/${id}/open`).expect(404)

  expect((await entriesOf(manager, { recordId: ada.id })).map(({ action, actorName }) => [action, actorName])).toEqual([
    ['created', 'admin'],
    ['signed_in', 'Ada'],
  ])
  expect((await entriesOf(manager, { recordId: ruleId })).map(({ action, actorName }) => [action, actorName])).toEqual([
    ['created', 'Mona'],
  ])
  const done = await entriesOf(manager, { recordId: id })
  expect(done.map(({ action, actorName }) => [action, actorName])).toEqual(Array(3).fill(['updated', 'Ada']))
  const states = done.map(({ changes }) => changes[0]?.fields.find(({ field }) => field === 'state'))
  expect(states).toEqual([
    { field: 'state', before: 'due', after: 'opened' },
    { field: 'state', before: 'opened', after: 'sent' },
    { field: 'state', before: 'sent', after: 'opened' },
  ])
  const runs = await entriesOf(manager, { resource: 'runs' })
  expect(runs).toHaveLength(1)

  const intact = await manager.call('get', '/api/audit-events/verify').expect(200)
  expect(intact.body).toMatchObject({ isIntact: true, broken: null })
  const victim = done[1]?.id ?? ''
  await tamper(`update audit_events set actor_name = 'Bob' where id = $1`, [victim])
  expect((await manager.call('get', '/api/audit-events/verify').expect(200)).body).toMatchObject({
    isIntact: false,
    broken: { eventId: victim, problem: 'altered' },
  })
  await tamper(`update audit_events set actor_name = 'Ada' where id = $1`, [victim])
  expect((await verify()).isIntact).toBe(true)
})

it('says who changed what, field by field, and who was refused', async () => {
  const manager = await api.signIn('mona@demo.invalid')
  const leadId = await makeLead(manager, null)
  await manager.call('put', `/api/leads/${leadId}`).send({ status: 'contacted', company: 'Cèdre' }).expect(200)
  const [, updated] = await entriesOf(manager, { recordId: leadId })
  expect(updated?.changes[0]?.fields).toEqual([
    { field: 'company', before: null, after: 'Cèdre' },
    { field: 'status', before: 'new', after: 'contacted' },
  ])
  await manager.call('post', '/api/users').send({ email: 'x@demo.invalid', name: 'X' }).expect(403)
  const [denied] = await entriesOf(manager, { action: 'access_denied' })
  expect(denied).toMatchObject({ actorName: 'Mona' })
  await api.http().post('/api/auth/login').send({ email: 'mona@demo.invalid', password: 'wrong' }).expect(401)
  expect(await entriesOf(manager, { action: 'login_refused', recordId: manager.id })).toHaveLength(1)
  await api.test.db.query(`update templates set name = 'Changé'`)
  const byHand = (await entriesOf(manager, { resource: 'templates', origin: 'database' }))[0]
  expect(byHand).toMatchObject({ action: 'updated' })
})

it('never holds a password, a token or a phone of a request', async () => {
  const token = await api.admin.call('post', '/api/api-tokens').send({ name: 'CRM', role: 'manager' }).expect(201)
  await api.admin.call('put', `/api/users/${api.admin.id}`).send({ password: 'un autre mot de passe' }).expect(200)
  const text = JSON.stringify(
    await api.test.db.query(`select e.*, c.before, c.after from audit_events e
     left join audit_changes c on c.event_id = e.id where e.resource <> 'leads'`),
  )
  for (const secret of [token.body.token, 'un autre mot de passe', 'argon2', '+3363998'])
    expect(text).not.toContain(secret)
  api.admin = await api.signIn('admin@demo.invalid', 'un autre mot de passe')
})

it.each([
  ['update', `update audit_events set action = 'x'`],
  ['delete', 'delete from audit_events'],
  ['truncate', 'truncate audit_events'],
  ['update of values', `update audit_changes set after = '{}'`],
  ['delete of values', 'delete from audit_changes'],
  ['update of the chain', `update audit_seals set hash = ''`],
  ['delete of the chain', 'delete from audit_seals'],
  ['insert', `insert into audit_events (origin, actor_name, action, resource) values ('x', 'x', 'x', 'x')`],
  ['disabling of triggers', 'alter table audit_events disable trigger all'],
  ['drop', 'drop table audit_events'],
  ['drop of the functions', 'drop function audit_rows cascade'],
])('the role the server works under may not: %s', async (_, sql) => {
  const client = new pg.Client({ connectionString: api.test.url, options: '-c role=relance_app' })
  await client.connect()
  await expect(client.query(sql)).rejects.toThrow(/permission denied|must be owner|append-only/)
  await client.end()
})

it('the server does work under that role, and its owner is kept from changing entries by accident', async () => {
  const rows = await api.test.db.query<{ role: string }>(
    `select usename as role from pg_stat_activity where datname = current_database() and application_name = 'relance'`,
  )
  expect(rows.length).toBeGreaterThan(0)
  const { DataSource } = await import('typeorm')
  const [{ role }] = await api.app.get(DataSource).query('select current_user as role')
  expect(role).toBe('relance_app')
  for (const sql of [`update audit_events set action = 'x'`, 'delete from audit_seals', 'truncate audit_changes']) {
    await expect(api.test.db.query(sql)).rejects.toThrow('append-only')
  }
})

it('50 writers at once, sealed by several sealers at once, make one chain without forks', async () => {
  // The server may have written of itself meanwhile.
  const sealed = async () => {
    const [row] = await api.test.db.query<{ count: number }>(
      `select count(*)::int as count from audit_seals s join audit_events e on e.id = s.event_id where e.resource = 'templates'`,
    )
    return row?.count ?? 0
  }
  await verify()
  const before = await sealed()
  const write = async (writer: number): Promise<void> => {
    for (let n = 0; n < 20; n++) {
      await api.test.db.query(`insert into templates (name, body) values ($1, 'Bonjour')`, [`${writer}-${n}`])
    }
  }
  const writers = Array.from({ length: 50 }, (_, writer) => write(writer))
  const sealers = Array.from({ length: 5 }, async () => {
    for (let n = 0; n < 20; n++) await sealEntries(api.test.db)
  })
  await Promise.all([...writers, ...sealers])
  expect(await verify()).toMatchObject({ isIntact: true })
  expect((await sealed()) - before).toBe(1_000)
})

describe('an owner who tampers is found out', () => {
  const some = async () => {
    const rows = await api.test.db.query<{ seq: string; eventId: string }>(
      `select s.seq, s.event_id as "eventId" from audit_seals s join audit_changes c on c.event_id = s.event_id
        order by s.seq desc offset 5 limit 1`,
    )
    return rows[0] ?? { seq: '', eventId: '' }
  }

  it('values edited', async () => {
    const { eventId } = await some()
    const [kept] = await api.test.db.query<{ after: object }>('select after from audit_changes where event_id = $1', [
      eventId,
    ])
    await tamper(`update audit_changes set after = '{"name": "x"}' where event_id = $1`, [eventId])
    expect((await verify()).broken).toMatchObject({ eventId, problem: 'values_altered' })
    await tamper('update audit_changes set after = $2 where event_id = $1', [eventId, JSON.stringify(kept?.after)])
    expect((await verify()).isIntact).toBe(true)
  })

  it('values taken out without an erasure', async () => {
    const { eventId } = await some()
    const [kept] = await api.test.db.query<{ after: object; salt: Buffer }>(
      'select after, salt from audit_changes where event_id = $1',
      [eventId],
    )
    await tamper('update audit_changes set after = null, salt = null where event_id = $1', [eventId])
    expect((await verify()).broken).toMatchObject({ eventId, problem: 'values_missing' })
    await tamper('update audit_changes set after = $2, salt = $3 where event_id = $1', [
      eventId,
      JSON.stringify(kept?.after),
      kept?.salt,
    ])
  })

  it('two entries that change places', async () => {
    const { seq } = await some()
    const swap = `update audit_seals s set event_id = o.event_id from audit_seals o
       where s.seq in ($1, $1::bigint + 1) and o.seq = 2 * $1::bigint + 1 - s.seq`
    await tamper('alter table audit_seals drop constraint audit_seals_event_id_key')
    await tamper(swap, [seq])
    expect((await verify()).broken).toMatchObject({ seq: Number(seq), problem: 'altered' })
    await tamper(swap, [seq])
    await tamper('alter table audit_seals add constraint audit_seals_event_id_key unique (event_id)')
  })

  it('an entry that is put in', async () => {
    await tamper(`insert into audit_events (at, origin, actor_name, action, resource)
      values (now() - interval '1 hour', 'session', 'Ada', 'erased', 'leads')`)
    expect((await verify()).broken).toMatchObject({ problem: 'never_sealed' })
    await tamper(`delete from audit_events where action = 'erased' and record_id is null`)
  })

  it('the end cut off, against heads that the server has kept elsewhere by itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relance-heads-'))
    const AUDIT_ANCHOR = join(folder, 'heads.log')
    const config = { ...api.app.get<Config>(CONFIG), AUDIT_ANCHOR, ALARM_WEBHOOK_URL: 'http://127.0.0.1:9/' }
    const keepHead = async (): Promise<string[]> => {
      await new AuditSealer(api.test.db, config).seal(api.test.db)
      return headsIn(await readFile(AUDIT_ANCHOR, 'utf8'))
    }
    const alerts = () => api.test.db.query(`select kind, occurrence from alerts where kind = 'audit_head_lost'`)
    try {
      await keepHead()
      await api.test.db.query(`insert into templates (name, body) values ('Un de plus', 'Bonjour')`)
      const heads = await keepHead()
      expect([heads.length, await alerts()]).toEqual([2, []])
      const { head, seq } = (await api.admin.call('get', '/api/audit-events/head').expect(200)).body
      expect(heads.at(-1)).toBe(head)
      expect(await verifyAuditLog(api.test.db, heads)).toMatchObject({ isIntact: true })

      await tamper('delete from audit_events where id in (select event_id from audit_seals where seq > $1)', [seq - 3])
      await tamper('delete from audit_seals where seq > $1', [seq - 3])
      expect((await verify()).isIntact).toBe(true)
      const against = () => api.admin.call('get', '/api/audit-events/verify').query({ against: head }).expect(200)
      expect((await against()).body).toMatchObject({ isIntact: false, broken: { seq, problem: 'tail_missing' } })

      await api.test.db.query(
        `insert into templates (name, body) select 'Repoussé ' || n, '-' from generate_series(1, 9) n`,
      )
      await Promise.all(
        Array.from({ length: 9 }, (_, n) =>
          api.test.db.query(`update templates set body = 'x' where name = $1`, [`Repoussé ${n + 1}`]),
        ),
      )
      const regrown = await keepHead()
      expect(Number(regrown.at(-1)?.split(':')[0])).toBeGreaterThan(seq)
      expect(await alerts()).toEqual([{ kind: 'audit_head_lost', occurrence: head }])
      expect((await verify()).isIntact).toBe(true)
      expect(await verifyAuditLog(api.test.db, regrown)).toMatchObject({ broken: { problem: 'head_differs' } })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('a head of an empty log that was never one', async () => {
    const zero = (digit: string) => verifyAuditLog(api.test.db, [`0:${digit.repeat(64)}`])
    expect(await zero('0')).toMatchObject({ isIntact: true })
    expect(await zero('f')).toMatchObject({ broken: { seq: 0, problem: 'head_differs' } })
  })

  it('an entry in the middle', async () => {
    const { eventId, seq } = await some()
    await tamper('delete from audit_events where id = $1', [eventId])
    expect((await verify()).broken).toEqual({ eventId, seq: Number(seq), problem: 'entry_missing' })
    await tamper('delete from audit_seals where seq = $1', [seq])
    expect((await verify()).broken).toEqual({ eventId: null, seq: Number(seq), problem: 'seal_missing' })
  })
})

it('of two servers one keeps the head at a time, and nobody that of an empty log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relance-heads-'))
  const AUDIT_ANCHOR = join(folder, 'heads.log')
  const sealer = new AuditSealer(api.test.db, { ...api.app.get<Config>(CONFIG), AUDIT_ANCHOR })
  const heads = async () => headsIn(await readFile(AUDIT_ANCHOR, 'utf8').catch(() => ''))
  try {
    await api.test.db.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(7265003)')
      await sealer.seal(api.test.db)
      expect(await heads()).toEqual([])
    })
    await new AuditSealer(api.test.db, { ...api.app.get<Config>(CONFIG), AUDIT_ANCHOR }).seal(api.test.db)
    expect(await heads()).toHaveLength(1)
    await rm(AUDIT_ANCHOR)
    const empty = await createTestDatabase()
    const { entries } = await verifyAuditLog(empty.db)
    await new AuditSealer(empty.db, { ...api.app.get<Config>(CONFIG), AUDIT_ANCHOR }).seal(empty.db)
    expect([entries, await heads()]).toEqual([0, []])
    await empty.drop()
  } finally {
    await rm(folder, { recursive: true })
  }
})

it('whatever the log can tell of a table and a column, the panel has a word for', async () => {
  const columns = await api.test.db.query<{ resource: string; field: string }>(
    `select t.tgrelid::regclass::text as resource,
       regexp_replace(initcap(replace(c.column_name, '_', ' ')), ' ', '', 'g') as field
     from pg_trigger t
     join information_schema.columns c on c.table_name = t.tgrelid::regclass::text and c.table_schema = 'public'
     where t.tgfoid = 'audit_rows'::regproc and t.tgname like '%audit_update'
       and encode(t.tgargs, 'escape') not like '%' || c.column_name || '%'`,
  )
  const { fields, audit, resources } = fr as unknown as Record<string, Record<string, unknown>>
  const wordsOf = (resource: string): object => ({
    ...fields,
    ...(resources?.[resource] as { fields?: object } | undefined)?.fields,
  })
  expect(columns.length).toBeGreaterThan(90)
  const wordless = columns
    .map(({ resource, field }) => ({ resource, field: field.charAt(0).toLowerCase() + field.slice(1) }))
    .filter(({ resource, field }) => !SILENT.has(field) && !(field in wordsOf(resource)))
  expect(wordless.map(({ resource, field }) => `${resource}.${field}`)).toEqual([])
  const named = Object.keys(audit?.resources as object)
  expect([...new Set(columns.map(({ resource }) => resource))].filter((resource) => !named.includes(resource))).toEqual(
    [],
  )
})

it('a row is turned into JSON once for its entry, however many fields are compared', async () => {
  const client = new pg.Client({ connectionString: api.test.url })
  await client.connect()
  try {
    // A type of one's own is turned into JSON by its cast, which counts.
    await client.query(`
      begin;
      create type counted as enum ('one');
      create sequence turned;
      create function turn(counted) returns json language plpgsql as 'begin perform nextval(''turned''); return ''1''; end';
      create cast (counted as json) with function turn(counted);
      create table probes (id int, one int, two int, three int, kind counted, updated_at int);
      create trigger probes_insert after insert on probes referencing new table as added
        for each statement execute function audit_rows('id', '{updated_at}');
      create trigger probes_update after update on probes referencing old table as removed new table as added
        for each statement execute function audit_rows('id', '{updated_at}');`)
    const turned = async (sql: string): Promise<number> => {
      await client.query(`alter sequence turned restart; ${sql}`)
      const { rows } = await client.query('select last_value::int - (not is_called)::int as n from turned')
      return rows[0].n
    }
    expect(await turned(`insert into probes select n, n, n, n, 'one' from generate_series(1, 10) n`)).toBe(10)
    expect(await turned('update probes set one = 0, two = 0, three = 0')).toBe(20)
  } finally {
    await client.query('rollback')
    await client.end()
  }
})
