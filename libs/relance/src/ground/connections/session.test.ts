/** What becomes of a question when the network or the database fails under it, on a real PostgreSQL behind a faulty network. */
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import {
  type FaultProxy,
  createTestDatabase,
  startFaultProxy,
  startSteadyTimer,
  type TestDatabase,
  timedSteadily,
} from '@relance/testing'
import pg from 'pg'
import { poolDb } from '../pool-db.ts'
import type { Db } from '../ports.ts'
import type { Limits } from './limits.ts'
import { troubleOf } from './trouble.ts'

const SHORT: Limits = { beginMs: 1_000, statementMs: 800, lockMs: 300, crowdedLockMs: 50, idleMs: 500 }
/** What the margin of the client adds to `statementMs`. */
const GIVEN_UP_MS = 2_800

/** How long a connection may take to open: long on a busy machine, and short where none is to open. */
const PATIENCE_MS = 10_000
const HASTE_MS = 500

let test: TestDatabase
let proxy: FaultProxy
let pool: pg.Pool
let db: Db
beforeAll(async () => {
  test = await createTestDatabase()
  await test.db.query('create table things (id int primary key)')
  await test.db.query('insert into things values (1), (2)')
  proxy = await startFaultProxy({ targetPort: Number(new URL(test.url).port) })
})
beforeEach(() => {
  pool = new pg.Pool({ connectionString: proxy.through(test.url), max: 4, connectionTimeoutMillis: PATIENCE_MS })
  pool.on('error', () => undefined)
  db = poolDb(pool, SHORT)
})
afterEach(() => {
  proxy.resume()
  proxy.reset()
})
afterAll(async () => {
  await proxy.stop()
  await test.drop()
})

const refusalOf = async (work: Promise<unknown>): Promise<{ trouble: string | null; code: unknown; ms: number }> => {
  const { result: error, ms } = await timedSteadily(
    work.then(
      () => null,
      (refusal: { code?: unknown }) => refusal,
    ),
  )
  return { trouble: troubleOf(error), code: error?.code, ms }
}
const warmUp = (count: number): Promise<unknown> =>
  Promise.all(Array.from({ length: count }, () => db.query('select 1')))

it('a half-open connection in mid-transaction is given up in time, and the next question is answered', async () => {
  const refusal = await refusalOf(
    db.transaction(async (tx) => {
      await tx.query('select 1')
      proxy.forget()
      await tx.query('select 2')
    }),
  )
  expect(refusal).toMatchObject({ trouble: 'down', code: '08006' })
  expect(refusal.ms).toBeLessThan(GIVEN_UP_MS + 1_500)
  expect(await db.query('select 3 as n')).toEqual([{ n: 3 }])
  expect(pool.totalCount).toBe(1)
})

it('idle connections that went half-open cost one short wait together, and no question is lost', async () => {
  await warmUp(4)
  expect(pool.totalCount).toBe(4)
  proxy.forget()
  const timer = startSteadyTimer()
  for (let n = 0; n < 4; n++) expect(await db.query('select 1 as n')).toEqual([{ n: 1 }])
  expect(timer.stop()).toBeLessThan(4 * SHORT.beginMs)
})

it('while nothing gets through, everybody is refused in time, and nothing is left behind', async () => {
  await warmUp(4)
  pool.options.connectionTimeoutMillis = HASTE_MS
  proxy.silence()
  const refusals = await Promise.all(Array.from({ length: 12 }, () => refusalOf(db.query('select 1'))))
  expect(new Set(refusals.map(({ trouble }) => trouble))).toEqual(new Set(['down']))
  pool.options.connectionTimeoutMillis = PATIENCE_MS
  proxy.resume()
  expect(await db.query('select 1 as n')).toEqual([{ n: 1 }])
})

it('a connection reset under a question is refused as down, an idle one is replaced unseen', async () => {
  const waiting = refusalOf(db.query('select pg_sleep(30)'))
  const isAsleep = `select 1 from pg_stat_activity where query = 'select pg_sleep(30)' and state = 'active'`
  while ((await test.db.query(isAsleep)).length === 0);
  proxy.reset()
  expect(await waiting).toMatchObject({ trouble: 'down' })
  await warmUp(3)
  proxy.reset()
  expect(await db.query('select 1 as n')).toEqual([{ n: 1 }])
})

it('a statement, single or in a transaction, ends with its limit, and a lock is not waited for longer than its own', async () => {
  expect(await refusalOf(db.query('select pg_sleep(30)'))).toMatchObject({ trouble: 'busy', code: '57014' })
  await test.db.transaction(async (holder) => {
    await holder.query('lock table things in access exclusive mode')
    const single = await refusalOf(db.query('select * from things'))
    const inside = await refusalOf(db.transaction((tx) => tx.query('update things set id = id')))
    expect([single.code, inside.code]).toEqual(['55P03', '55P03'])
  })
  expect(await db.query('select count(*)::int as n from things')).toEqual([{ n: 2 }])
})

it('who waits for a lock leaves half of the pool to others', async () => {
  await test.db.transaction(async (holder) => {
    await holder.query('lock table things in access exclusive mode')
    const blocked = Array.from({ length: 12 }, () => refusalOf(db.query('select * from things')))
    const { result, ms } = await timedSteadily(db.query('select 1 as n'))
    expect(result).toEqual([{ n: 1 }])
    expect(ms).toBeLessThan(12 * SHORT.lockMs)
    expect(new Set((await Promise.all(blocked)).map(({ trouble }) => trouble))).toEqual(new Set(['busy']))
  })
})

it('a transaction whose process says nothing more is ended by the server, and its locks with it', async () => {
  const refusal = await refusalOf(
    db.transaction(async (tx) => {
      await tx.query('select * from things for update')
      // Frozen: until somebody else has got the lock.
      await test.db.query('select * from things for update')
      await tx.query('select 1')
    }),
  )
  expect(refusal).toMatchObject({ trouble: 'down' })
  expect(await db.query('select 1 as n')).toEqual([{ n: 1 }])
})

it('a server that cannot deliver its result gives up the transaction, and its locks with it', async () => {
  const sql = `select repeat('x', 100000) from generate_series(1, 5000)`
  const isSending = (event: string) =>
    test.db.query(
      `select 1 from pg_stat_activity where query = $1 and state = 'active' and coalesce(wait_event, '') ~ $2`,
      [sql, event],
    )
  const refused = refusalOf(
    db.transaction(async (tx) => {
      await tx.query('select * from things for update')
      await tx.query(sql)
    }),
  )
  while ((await isSending('')).length === 0);
  proxy.silence()
  while ((await isSending('ClientWrite')).length === 0);
  expect(await refused).toMatchObject({ trouble: 'down' })
  // Rejects when the lock is not had within the engine's limit.
  await test.db.query('select * from things for update')
}, 30_000)

it('no time-out outlives its transaction: the session is as the server made it', async () => {
  await db.query('select 1')
  const client = await pool.connect()
  const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'tcp_user_timeout']
  const { rows } = await client.query('select name from pg_settings where name = any($1) and setting <> reset_val', [
    names,
  ])
  client.release()
  expect(rows).toEqual([])
})

/** What PostgreSQL writes: the kind of message, its length, its content. */
function message(kind: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(content.length + 4)
  return Buffer.concat([Buffer.from(kind), length, content])
}
/** A session that is ready, and the end of it, as they arrive when it is terminated at once. */
const READY_AND_ENDED = Buffer.concat([
  message('R', Buffer.alloc(4)),
  message('Z', Buffer.from('I')),
  message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0')),
])

it('a session that the server ends as soon as it has begun is refused, and ends no process', async () => {
  const server = createServer((socket) =>
    socket.on('error', () => undefined).once('data', () => socket.end(READY_AND_ENDED)),
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const ended = new pg.Pool({ connectionString: `postgres://nobody@127.0.0.1:${port}/nothing` })
  ended.on('error', () => undefined)
  const refusal = await refusalOf(poolDb(ended, SHORT).query('select 1'))
  expect(refusal).toMatchObject({ trouble: 'down' })
  await ended.end()
  server.close()
})
