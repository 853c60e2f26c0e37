/** What people and monitors are told while PostgreSQL is locked, cut off, read-only or full, and that it passes by itself. */
import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { timedSteadily } from '@relance/testing'
import pg from 'pg'
import type { Response } from 'supertest'
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Maud')
  await makeRule(manager)
  await makeLead(manager, null)
})
afterAll(() => api?.stop())

const ready = async (): Promise<{ status: number; database: string }> => {
  const { status, body } = await api.http().get('/health/ready')
  return { status, database: body.database }
}
const leads = () => manager.call('get', '/api/leads')

function expectProblem({ status, headers, body }: Response, code: string): void {
  expect({ status, code: body.code, type: headers['content-type'] }).toEqual({
    status: 503,
    code,
    type: 'application/problem+json; charset=utf-8',
  })
  expect(Number(headers['retry-after'])).toBeGreaterThan(0)
}

/** As another session, outside of every pool of ours. */
async function asOther<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: api.test.url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

it('while somebody locks a table, routes that need it answer 503 within 5 seconds and all others work', async () => {
  await asOther(async (holder) => {
    await holder.query('begin; lock table leads in access exclusive mode')
    const blocked = Array.from({ length: 30 }, () => timedSteadily(leads()))
    await setTimeout(200)
    const others = await Promise.all(
      ['/api/rules', '/api/frequencies', '/api/templates', '/api/auth/me', '/health/ready', '/health/live'].map(
        (path) => timedSteadily(manager.call('get', path)),
      ),
    )
    expect(others.map(({ result }) => result.status)).toEqual([200, 200, 200, 200, 200, 200])
    const refused = await Promise.all(blocked)
    const started = await timedSteadily(manager.call('post', '/api/runs').send({}))
    for (const { result, ms } of [...refused, started]) {
      expectProblem(result, 'database_busy')
      expect(ms).toBeLessThan(5_000)
    }
    await holder.query('rollback')
  })
  await leads().expect(200)
}, 60_000)

it('connections that are cut under a request answer 503, and the next request is answered', async () => {
  await asOther(async (holder) => {
    await holder.query('begin; lock table leads in access exclusive mode')
    const waiting = leads().then((response) => response)
    const isWaiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while ((await holder.query(isWaiting)).rowCount === 0);
    await holder.query(`select pg_terminate_backend(pid) from (${isWaiting}) w`)
    expectProblem(await waiting, 'unavailable')
  })
  await leads().expect(200)
})

it('a read-only database is told by readiness, refuses writes as such, still shows what it holds, and recovers', async () => {
  const name = new URL(api.test.url).pathname.slice(1)
  const setReadOnly = (isOn: boolean) =>
    asOther(async (client) => {
      await client.query('set default_transaction_read_only = off')
      await client.query(`alter database ${name} set default_transaction_read_only = ${isOn ? 'on' : 'off'}`)
      // The setting counts for new sessions.
      await client.query(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`,
        [name],
      )
    })
  // A visit that would be written down.
  await api.test.db.query(`update sessions set seen_at = seen_at - interval '1 hour'`)
  const before = await leads().expect(200)
  await setReadOnly(true)
  await api.test.db.query('select 1')
  expect(await ready()).toEqual({ status: 503, database: 'read_only' })
  expectProblem(
    await manager.call('post', '/api/leads').send({ firstName: 'Ada', phone: '+33639980999' }),
    'database_read_only',
  )
  expectProblem(await manager.call('post', '/api/runs').send({}), 'database_read_only')
  expect((await leads().expect(200)).body).toEqual(before.body)
  await setReadOnly(false)
  expect(await ready()).toEqual({ status: 200, database: 'up' })
  expect((await leads().expect(200)).body).toEqual(before.body)
})

/** A disk of 32 MB for the test's tables, or why there can be none. */
async function smallDisk(): Promise<{ folder: string; free(): void } | string> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux, to mount a small disk'
  const [row] = await api.test.db.query<{ folder: string }>(
    `select setting as folder from pg_settings where name = 'data_directory'`,
  )
  const folder = mkdtempSync(join(tmpdir(), 'relance-small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    rmSync(folder, { recursive: true })
    return `cannot mount a small disk (${(error as Error).message.split('\n')[0]})`
  }
  const { uid, gid } = statSync(row?.folder ?? '')
  chownSync(folder, uid, gid)
  return {
    folder,
    free: () => {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true })
    },
  }
}

it('a full disk is told by readiness, refuses writes whole, and the server recovers once there is room', async () => {
  const disk = await smallDisk()
  if (typeof disk === 'string') return process.stderr.write(`\nNot tested: a full disk ${disk}.\n`)
  const name = new URL(api.test.url).pathname.slice(1)
  const filling = join(disk.folder, 'filling')
  try {
    await asOther((client) => client.query(`create tablespace ${name}_small location '${disk.folder}'`))
    await asOther(async (client) => {
      await client.query(`alter table leads set tablespace ${name}_small`)
      await client.query(`alter database ${name} set temp_tablespaces = '${name}_small'`)
      await client.query(`grant create on tablespace ${name}_small to public`)
      await client.query(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`,
        [name],
      )
    })
    const { body: before } = await leads().expect(200)
    try {
      writeFileSync(filling, Buffer.alloc(64 << 20))
    } catch {
      // Full, as wanted.
    }
    const lines = Array.from({ length: 1_000 }, (_, n) => `Zoé ${'x'.repeat(80)};+3363998${String(1_000 + n)}`)
    const file = ['firstName;phone', ...lines].join('\n')
    const refused = await manager.call('post', '/api/leads/import').type('text/csv').send(file)
    expectProblem(refused, 'database_full')
    expect(await ready()).toEqual({ status: 503, database: 'disk_full' })
    expect((await leads().expect(200)).body).toEqual(before)
    rmSync(filling)
    expect(await ready()).toEqual({ status: 200, database: 'up' })
    const accepted = await manager.call('post', '/api/leads/import').type('text/csv').send(file)
    expect([accepted.status, accepted.body.created]).toEqual([200, 1_000])
  } finally {
    await asOther((client) => client.query('alter table leads set tablespace pg_default')).catch(() => undefined)
    await asOther((client) => client.query(`alter database ${name} reset temp_tablespaces`))
    await asOther((client) => client.query(`drop tablespace if exists ${name}_small`)).catch(() => undefined)
    disk.free()
  }
})
