import 'reflect-metadata'
import { poolDb, type Pool } from '@relance/relance'
import { createTestDatabase, dbConformance, type TestDatabase } from '@relance/testing'
import pg from 'pg'
import type { DataSource } from 'typeorm'
import { createDataSource } from '../src/database/data-source.ts'

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
})

describe('the engine’s port over TypeORM’s pool', () => {
  let source: DataSource
  beforeAll(async () => {
    source = await createDataSource(test.url).initialize()
  })
  afterAll(() => source.destroy())
  it.each(dbConformance)('$guarantee', ({ holds }) =>
    holds(poolDb((source.driver as unknown as { master: Pool }).master)),
  )
})
