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

/** A promise, and what resolves it. */
function latch(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

/** Only the clock of the looks: the database and its driver keep the real one. */
function useClock(quietMs: number): { passes: Passes; pass: (ms: number) => void } {
  const others = ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setTimeout'] as const
  jest.useFakeTimers({ doNotFake: [...others, 'clearImmediate', 'clearTimeout'] })
  const passes = new Passes(test.db, silentLogger, { failure: 'It failed', quietMs, stopMs: 60_000 })
  return { passes, pass: (ms) => void jest.advanceTimersByTime(ms) }
}
afterEach(() => jest.useRealTimers())

it('a pass that hangs is abandoned and another begins; the old one can change nothing any more', async () => {
  const { passes, pass } = useClock(60_000)
  const [hanging, inserted] = [latch(), latch()]
  let late: Promise<unknown> = Promise.resolve()
  try {
    const first = passes.run((db) => {
      late = db.transaction(async (tx) => {
        await tx.query(`insert into marks values ('of the abandoned')`)
        inserted.open()
        await hanging.opened
      })
      return late
    })
    await inserted.opened
    pass(75_001)
    expect(await first).toBe(false)
    expect(await passes.run((db) => db.query(`insert into marks values ('of the next')`))).toBe(true)
  } finally {
    // Whatever went wrong: a transaction left open keeps the database from being dropped.
    hanging.open()
    await expect(late).rejects.toThrow('abandoned')
  }
  expect(await marks()).toEqual(['of the next'])
})

it('a pass that works for long is not abandoned, nothing begins beside it, and the end waits for it', async () => {
  const { passes, pass } = useClock(60_000)
  const [hasAsked, goOn] = [latch(), latch()]
  const long = passes.run(async (db) => {
    for (let n = 0; n < 6; n++) {
      await db.query('select 1')
      pass(59_999)
    }
    hasAsked.open()
    await goOn.opened
  })
  await hasAsked.opened
  expect(await passes.run(async () => undefined)).toBeNull()
  let isStopped = false
  const stopped = passes.stop().then(() => (isStopped = true))
  await test.db.query('select 1')
  expect(isStopped).toBe(false)
  goOn.open()
  await stopped
  expect([await long, await passes.run(async () => undefined)]).toEqual([true, null])
})

it('the end does not wait for a pass that hangs', async () => {
  const passes = new Passes(test.db, silentLogger, { failure: 'It failed', stopMs: 50 })
  const hanging = passes.run(() => new Promise(() => undefined))
  await passes.stop()
  expect(await hanging).toBe(false)
})
