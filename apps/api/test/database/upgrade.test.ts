/** A database of before the baseline becomes what a new one is; the fixture is the demo of commit 5042eef, with fictive leads. */
import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Db } from '@relance/relance'
import { createEmptyDatabase, createTestDatabase, describeSchema, type TestDatabase } from '@relance/testing'
import pg from 'pg'
import { exportHead, verifyAuditLog } from '../../src/audit/verify.ts'
import { migrate } from '../../src/database/migrate.ts'
import { MIGRATIONS } from '../../src/database/migration-list.ts'

const DUMP = gunzipSync(readFileSync(`${__dirname}/fixtures/demo-5042eef.sql.gz`)).toString()

async function restore(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(DUMP)
  } finally {
    await client.end()
  }
}

/** Of every table, how many rows it has and a digest of them, over the columns that `columns` names of it. */
async function digestsOf(db: Db, columns: ReadonlyMap<string, readonly string[]>): Promise<Map<string, string>> {
  const digests = new Map<string, string>()
  for (const [table, names] of columns) {
    const row = names.map((name) => `"${name}"`).join(', ')
    const [found] = await db.query<{ digest: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(r, e'\\n' order by r collate "C"), '')) as digest
         from (select row(${row})::text as r from ${table}) rows`,
    )
    digests.set(table, found?.digest ?? '')
  }
  return digests
}

async function columnsOf(db: Db): Promise<Map<string, string[]>> {
  const rows = await db.query<{ table: string; columns: string[] }>(
    `select table_name::text as "table", array_agg(column_name::text order by ordinal_position) as columns
       from information_schema.columns where table_schema = 'public' group by 1 order by 1`,
  )
  return new Map(rows.map(({ table, columns }) => [table, columns]))
}

const namesOf = async (db: Db): Promise<string[]> =>
  (await db.query<{ name: string }>('select name from migrations order by timestamp')).map(({ name }) => name)

/** Their rows are in `alerts` and `alert_deliveries` now; the tests of alerts follow them. */
const MOVED = ['scan_alarms', 'scan_incidents', 'step_alarms', 'whatsapp_alarms']

/** What they held is in `whatsapp_identities` now, or was never filled. */
const MOVED_COLUMNS = ['whatsapp_contacts.wa_number', 'whatsapp_contacts.user_id']

describe('the demo of 5042eef, brought up to date', () => {
  let old: TestDatabase
  let fresh: TestDatabase
  let columns: Map<string, string[]>
  let before: Map<string, string>
  let head: unknown
  const turns = () => old.db.query<{ lead_id: string }>('select * from lead_pacing order by lead_id')
  let turnsBefore: { lead_id: string }[]
  beforeAll(async () => {
    old = await createEmptyDatabase()
    fresh = await createTestDatabase()
    await restore(old.url)
    columns = await columnsOf(old.db)
    columns.delete('migrations')
    columns.delete('lead_pacing')
    turnsBefore = await turns()
    for (const [table, names] of columns) {
      columns.set(
        table,
        names.filter((name) => !MOVED_COLUMNS.includes(`${table}.${name}`)),
      )
    }
    before = await digestsOf(old.db, columns)
    head = await exportHead(old.db)
    await migrate(old.url)
  })
  afterAll(async () => {
    await old.drop()
    await fresh.drop()
  })

  it('is adopted: the baseline is marked and not run, and an older server still finds its own marks', async () => {
    const names = await namesOf(old.db)
    expect(names.filter((name) => name.startsWith('Foundation') || name.startsWith('FreeMessages'))).toHaveLength(2)
    expect(names.slice(25)).toEqual(MIGRATIONS.map(({ name }) => name))
    expect(await migrate(old.url)).toEqual([])
  })

  it('has the tables, rights, triggers, functions and indexes of a new database', async () => {
    const [upgraded, made] = [await describeSchema(old.db), await describeSchema(fresh.db)]
    expect(upgraded.split('\n')).toEqual(made.split('\n'))
  })

  it('keeps every row as it was', async () => {
    expect(before.size).toBeGreaterThan(30)
    expect(Number(before.get('relances')?.split(' ')[0])).toBeGreaterThan(20)
    const kept = await columnsOf(old.db)
    expect([...columns.keys()].filter((table) => !kept.has(table))).toEqual(MOVED)
    const stays = new Map([...columns].filter(([table]) => kept.has(table)))
    const wanted = new Map([...before].filter(([table]) => kept.has(table)))
    expect(await digestsOf(old.db, stays)).toEqual(wanted)
  })

  it('has a lock for every lead, those of before as they were', async () => {
    const had = new Set(turnsBefore.map(({ lead_id: id }) => id))
    const now = await turns()
    expect(now.filter(({ lead_id: id }) => had.has(id))).toEqual(turnsBefore)
    const leads = await old.db.query<{ id: string }>('select id from leads order by id')
    expect(now.map(({ lead_id: id }) => id)).toEqual(leads.map(({ id }) => id))
  })

  it('has the rows that a new database begins with', async () => {
    const seeds = (db: Db) =>
      db.query(
        `select (select jsonb_agg(to_jsonb(r) - '{id,created_at}'::text[] order by market, category, valid_from) from rate_cards r) as rates,
                (select jsonb_agg(to_jsonb(s) - 'updated_at') from whatsapp_settings s) as whatsapp,
                (select jsonb_agg(to_jsonb(s) - '{company_name,updated_at,retention_ran_on}'::text[]) from settings s) as settings,
                (select jsonb_agg(to_jsonb(s) - 'changed_at') from schedule s) as schedule`,
      )
    expect(await seeds(old.db)).toEqual(await seeds(fresh.db))
  })

  it('has its audit log whole: the chain is intact, and its head is where it was', async () => {
    expect(await verifyAuditLog(old.db)).toMatchObject({ isIntact: true })
    expect(await exportHead(old.db)).toEqual(head)
  })
})

it('a database that holds only some of the old migrations is refused, with what to do, and left alone', async () => {
  const part = await createEmptyDatabase()
  try {
    await part.db.query(
      'create table migrations (id serial primary key, timestamp bigint not null, name text not null)',
    )
    await part.db.query(`insert into migrations (timestamp, name) values (1764000000000, 'Foundation1764000000000')`)
    await expect(migrate(part.url)).rejects.toThrow(
      /24 of the 25 migrations before the baseline are missing \(Sessions1764000100000, .*Start commit 5042eef/,
    )
    expect(await namesOf(part.db)).toEqual(['Foundation1764000000000'])
    expect(await part.db.query(`select to_regclass('leads') as leads`)).toEqual([{ leads: null }])
  } finally {
    await part.drop()
  }
})

it('three that migrate an empty database at once make one schema, each migration once', async () => {
  const empty = await createEmptyDatabase()
  const made = await createTestDatabase()
  try {
    const done = await Promise.all([migrate(empty.url), migrate(empty.url), migrate(empty.url)])
    expect(done.flat()).toEqual(MIGRATIONS.map(({ name }) => name))
    expect(await namesOf(empty.db)).toEqual(MIGRATIONS.map(({ name }) => name))
    expect(await describeSchema(empty.db)).toBe(await describeSchema(made.db))
  } finally {
    await empty.drop()
    await made.drop()
  }
})
