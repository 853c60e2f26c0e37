/** PostgreSQL that dies, cuts, refuses, or has no room. */
import { statfsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Fault } from './fault.ts'
import type { ClusterKind } from './ground.ts'
import { openStage, type Stage, type StageOptions } from './stage.ts'
import { type Round, struckArena } from './struck-arena.ts'

const struckOn =
  (kind: ClusterKind, strike: (stage: Stage, round: Round) => Promise<string[] | void>, options?: StageOptions) =>
  async (ground: Parameters<Fault['open']>[0]) =>
    struckArena(await openStage(await ground.cluster(kind), options), { strike })

const postgresKill: Fault = {
  name: 'postgres-kill',
  title: 'kill -9 of PostgreSQL in mid-run; started again, at once or a second later',
  rounds: 200,
  open: struckOn('durable', async ({ cluster }, { chance }) => {
    await cluster.kill()
    if (chance.is(0.3)) await wait(chance.whole(0, 1_000))
    await cluster.start()
  }),
}

/** One, some, or all connections of the servers, once or several times in a row. */
const backends: Fault = {
  name: 'backends',
  title: 'connections ended by PostgreSQL (pg_terminate_backend), up to five times in a run',
  rounds: 300,
  open: struckOn('fast', async ({ control }, { chance }) => {
    for (let time = chance.whole(1, 5); time > 0; time--) {
      await control.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name <> 'proof' and pid <> pg_backend_pid() and random() < $1`,
        [chance.pick([0.2, 0.5, 1])],
      )
      await wait(chance.whole(0, 150))
    }
  }),
}

const readOnly: Fault = {
  name: 'read-only',
  title: 'PostgreSQL turns read-only in mid-run, as after a failover, and back',
  rounds: 200,
  open: struckOn('fast', async ({ cluster }, { chance }) => {
    await cluster.administer('alter system set default_transaction_read_only = on', 'select pg_reload_conf()')
    await wait(chance.whole(100, 1_200))
    await cluster.administer(
      'set default_transaction_read_only = off',
      'alter system reset default_transaction_read_only',
      'select pg_reload_conf()',
    )
  }),
}

/** The servers' connections are ended and every place is taken before they come back. */
const exhausted: Fault = {
  name: 'exhausted',
  title: 'no connection left (max_connections taken) in mid-run',
  rounds: 200,
  open: struckOn('crowded', async ({ control, databaseUrl }, { chance }) => {
    const taken: pg.Client[] = []
    const take = async (): Promise<boolean> => {
      const client = new pg.Client({ connectionString: databaseUrl, application_name: 'proof crowd' })
      client.on('error', () => undefined)
      return client.connect().then(
        () => taken.push(client) > 0,
        () => false,
      )
    }
    const fill = async (): Promise<void> => {
      while ((await Promise.all(Array.from({ length: 8 }, take))).some(Boolean));
    }
    await fill()
    await control.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name not like 'proof%' and pid <> pg_backend_pid()`,
    )
    const until = performance.now() + chance.whole(200, 1_500)
    while (performance.now() < until) {
      await fill()
      await wait(20)
    }
    await Promise.all(taken.map((client) => client.end().catch(() => undefined)))
  }),
}

const LOCKED = [
  'leads',
  'enrolments',
  'relances',
  'lead_pacing',
  'lead_changes',
  'runs',
  'rules',
  'settings',
  'schedule',
]

/** A migration by hand, a `vacuum full`, somebody's forgotten transaction. */
const locks: Fault = {
  name: 'locks',
  title: 'somebody else locks a table, or some leads, in mid-run',
  rounds: 200,
  open: struckOn('fast', async ({ control, databaseUrl }, { chance }) => {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'proof' })
    await client.connect()
    try {
      await client.query(`begin; set local deadlock_timeout = '10ms'`)
      if (chance.is(0.7)) await client.query(`lock table ${chance.pick(LOCKED)} in access exclusive mode`)
      else await client.query('select 1 from lead_pacing order by random() limit 50 for update')
      await wait(chance.is(0.1) ? chance.whole(5_000, 8_000) : chance.whole(100, 1_500))
      await client.query('rollback')
    } catch (error) {
      // Chosen as the victim of a deadlock: whoever it held up goes on.
      if ((error as { code?: string }).code !== '40P01') throw error
    } finally {
      await client.end()
    }
    await control.query('select 1')
  }),
}

/** All the room that is left on PostgreSQL's file system is taken by something else. */
const fullDisk: Fault = {
  name: 'full-disk',
  title: "no room left on the disk of PostgreSQL's tables in mid-run",
  rounds: 200,
  obstacle: () =>
    process.platform === 'linux' && process.getuid?.() === 0
      ? null
      : 'needs root on Linux, to mount a small file system',
  open: struckOn('smallDisk', async ({ cluster }, { chance }) => {
    const filler = join(cluster.data, 'filler')
    const until = performance.now() + chance.whole(200, 1_500)
    const chunks: Buffer[] = []
    while (performance.now() < until) {
      const { bavail, bsize } = statfsSync(cluster.data)
      if (bavail > 0) {
        chunks.push(Buffer.alloc(bavail * bsize))
        await writeFile(filler, chunks.at(-1) ?? Buffer.alloc(0), { flag: 'a' }).catch(() => undefined)
      }
      await wait(20)
    }
    await rm(filler, { force: true })
    if (cluster.isDown()) await cluster.start()
  }),
}

export const databaseFaults: readonly Fault[] = [postgresKill, backends, readOnly, exhausted, locks, fullDisk]
