import { createTestDatabase, type TestDatabase } from '@relance/testing'
import { migrate } from './migrate.ts'
import { migrateWhenBehind } from './migrate-when-behind.ts'
import { MIGRATIONS } from './migration-list.ts'
import { refuseNewer } from './refuse-newer.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

it('a database of this version or an older one is taken, also with the names of before the baseline', () => {
  expect(() => refuseNewer([...MIGRATIONS.map(({ name }) => name), 'Foundation1764000000000'])).not.toThrow()
})

it('a database that a newer version has changed is refused by server and command line, and left as it is', async () => {
  await test.db.query(`insert into migrations (timestamp, name) values (4102444800000, 'Later4102444800000')`)
  for (const bring of [migrate, migrateWhenBehind])
    await expect(bring(test.url)).rejects.toThrow(/newer version of Relance .+Later4102444800000/)
  await test.db.query(`delete from migrations where name = 'Later4102444800000'`)
  expect(await migrate(test.url)).toEqual([])
})
