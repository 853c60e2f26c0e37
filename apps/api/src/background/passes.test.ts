import { createTestDatabase, type TestDatabase } from '@relance/testing'
import { Logger } from '@nestjs/common'
import { Passes } from './passes.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
  await test.db.query('create table marks (name text)')
})
afterAll(() => test.drop())

const marks = async (): Promise<unknown[]> =>
  (await test.db.query<{ name: string }>('select name from marks')).map(({ name }) => name)
const silentLogger = new Logger('passes')
silentLogger.error = () => undefined

it('a pass that hangs is abandoned and another begins; the old one can change nothing any more', async () => {
  const passes = new Passes(test.db, silentLogger, { failure: 'It failed', quietMs: 100 })
  let wake: () => void = () => undefined
  const hanging = new Promise<void>((resolve) => {
    wake = resolve
  })
  let late: Promise<unknown> = Promise.resolve()
  const first = passes.run((db) => {
    late = db.transaction(async (tx) => {
      await tx.query(`insert into marks values ('of the abandoned')`)
      await hanging
    })
    return late
  })
  expect(await first).toBe(false)
  expect(await passes.run((db) => db.query(`insert into marks values ('of the next')`))).toBe(true)
  wake()
  await expect(late).rejects.toThrow('abandoned')
  expect(await marks()).toEqual(['of the next'])
})

it('a pass that works for long is not abandoned, nothing begins beside it, and the end waits for it', async () => {
  const passes = new Passes(test.db, silentLogger, { failure: 'It failed', quietMs: 1_500 })
  const long = passes.run(async (db) => {
    for (let n = 0; n < 6; n++) await db.query('select pg_sleep(0.4)')
  })
  expect(await passes.run(async () => undefined)).toBeNull()
  await passes.stop()
  expect([await long, await passes.run(async () => undefined)]).toEqual([true, null])
})

it('the end does not wait for a pass that hangs', async () => {
  const passes = new Passes(test.db, silentLogger, { failure: 'It failed', stopMs: 50 })
  const hanging = passes.run(() => new Promise(() => undefined))
  await passes.stop()
  expect(await hanging).toBe(false)
})
