import 'reflect-metadata'
import { type Db, poolDb, run, timed } from '@relance/relance'
import { addLeads, addRule, createTestDatabase, dbConformance, type TestDatabase } from '@relance/testing'
import pg from 'pg'
import { DataSource } from 'typeorm'
import { serverOptions } from '../../src/database/data-source.ts'
import { ENTITIES } from '../../src/entities.ts'
import { attributedDb } from '../../src/database/attribution.ts'
import { managerDb } from '../../src/database/manager-db.ts'
import { examine } from '../../src/doctor/examine.ts'
import { type Pooler, startPgBouncer } from './pgbouncer.ts'
import { describeWhere, unpackDebian } from '../triggers/programs.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

describe('the engine’s port over pg.Pool', () => {
  let pool: pg.Pool
  beforeAll(() => {
    pool = new pg.Pool({ connectionString: test.url, max: 4 })
    pool.on('error', () => undefined)
  })
  afterAll(() => pool.end())
  it.each(dbConformance)('$guarantee', ({ holds }) => holds(poolDb(pool)))

  const attributed = () =>
    attributedDb(poolDb(pool), () => ({ id: null, name: 'nobody', role: null, origin: 'system', requestId: null }))
  // It names the actor by a question: after that PostgreSQL lets nobody choose an isolation level.
  const kept = dbConformance.filter(({ guarantee }) => !guarantee.includes('isolation level'))
  it.each(kept)('attributed: $guarantee', ({ holds }) => holds(attributed()))

  it.each(dbConformance)('with a clock of its own: $guarantee', ({ holds }) =>
    holds(timed({ db: poolDb(pool), clock: Date.now })),
  )
})

describe('the engine’s port over a transaction of TypeORM', () => {
  let pool: pg.Pool
  let source: DataSource
  beforeAll(async () => {
    // As who owns the database: the suite makes tables.
    pool = new pg.Pool({ connectionString: test.url, max: 10 }).on('error', () => undefined)
    source = await new DataSource(serverOptions(test.url, pool, ENTITIES)).initialize()
  })
  afterAll(async () => {
    await source.destroy()
    await pool.end()
  })
  const ormDb = (manager = source.manager): Db => ({
    query: async (sql, parameters = []) => manager.query(sql, [...parameters]),
    transaction: (work) => manager.transaction((inner) => work(managerDb(inner))),
  })
  it.each(dbConformance)('$guarantee', ({ holds }) => holds(ormDb()))
})

const pgbouncer = unpackDebian('pgbouncer')
const withPooler = describeWhere(pgbouncer !== null, 'PgBouncer')
withPooler('the engine’s port through PgBouncer in transaction mode', () => {
  let pooler: Pooler
  let pool: pg.Pool
  beforeAll(async () => {
    pooler = await startPgBouncer(pgbouncer ?? '', test.url)
    pool = new pg.Pool({ connectionString: pooler.url, max: 8 })
    pool.on('error', () => undefined)
  })
  afterAll(async () => {
    await pool.end()
    await pooler.stop()
  })
  it.each(dbConformance)('$guarantee', ({ holds }) => holds(poolDb(pool)))

  it('is seen by relance doctor', async () => {
    const facts = await examine(poolDb(pool), pooler.url, { config: null, problems: [] })
    expect(facts.hasPooler).toBe(true)
  })

  it('a whole run, two at once, records every step once', async () => {
    const host = { db: poolDb(pool), clock: Date.now }
    await addRule(test.db)
    await addLeads(test.db, 3_000, { lastContactAt: Date.now() - 10 * 86_400_000 })
    const reports = await Promise.all([run(host, { trigger: 'http' }), run(host, { trigger: 'http' })])
    expect(reports.reduce((sum, report) => sum + (report?.recorded ?? 0), 0)).toBe(3_000)
    const [counts] = await test.db.query('select count(distinct lead_id)::int as leads from relances')
    expect(counts).toEqual({ leads: 3_000 })
  })
})
