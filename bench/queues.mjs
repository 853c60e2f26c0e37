/**
 * `node bench/queues.mjs [--jobs 10000]`: graphile-worker beside pg-boss, as sending would use them: jobs are added in the
 * transaction that writes our own row, taken, and completed; and how long one job waits when nothing else is to do. A worker of
 * pg-boss takes one batch a poll, so its many jobs are fetched in batches of a hundred as fast as they come, which is its best.
 */
import { cpus, loadavg } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Logger, run, runMigrations } from 'graphile-worker'
import pg from 'pg'
import PgBoss from 'pg-boss'
import { prepare } from '../tools/prepare.mjs'

prepare(['@relance/demo'])
const { createDatabase, startServer } = await import('./databases.mjs')

const { values } = parseArgs({ options: { jobs: { type: 'string', default: '10000' } } })
const JOBS = Number(values.jobs)
/** As a run records them. */
const PER_TRANSACTION = 100
const CONCURRENCY = 10
const BATCH = 100
const SINGLES = 300
const POLL_MS = 500
const NAME = 'send'

const logger = new Logger(() => () => undefined)

/** Each opens on a database of its own: how to add jobs within a transaction of ours, and how to work them off. */
const CONTENDERS = {
  'graphile-worker': async (url) => {
    await runMigrations({ connectionString: url, logger })
    return {
      add: (client, ids) =>
        client.query(
          `select graphile_worker.add_jobs(array(
             select ($1, json_build_object('id', id), null, null, null, null, null, null)::graphile_worker.job_spec
               from unnest($2::int[]) id))`,
          [NAME, ids],
        ),
      drain: async (handle, isOver) => {
        const runner = await start(handle)
        while (!isOver()) await wait(5)
        await runner.stop()
      },
      work: async (handle) => {
        const runner = await start(handle)
        return () => runner.stop()
      },
    }
    function start(handle) {
      return run({
        connectionString: url,
        concurrency: CONCURRENCY,
        pollInterval: POLL_MS,
        noHandleSignals: true,
        logger,
        taskList: { [NAME]: ({ id }) => handle(id) },
      })
    }
  },
  'pg-boss': async (url) => {
    const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false })
    boss.on('error', () => undefined)
    await boss.start()
    await boss.createQueue(NAME)
    return {
      add: (client, ids) =>
        boss.insert(
          ids.map((id) => ({ name: NAME, data: { id } })),
          { db: { executeSql: (sql, parameters) => client.query(sql, parameters) } },
        ),
      drain: async (handle, isOver) => {
        while (!isOver()) {
          const jobs = await boss.fetch(NAME, { batchSize: BATCH })
          for (const { data } of jobs) await handle(data.id)
          const ids = jobs.map(({ id }) => id)
          if (ids.length > 0) await boss.complete(NAME, ids)
        }
      },
      work: async (handle) => {
        await boss.work(NAME, { batchSize: BATCH, pollingIntervalSeconds: POLL_MS / 1_000 }, (jobs) =>
          Promise.all(jobs.map(({ data }) => handle(data.id))),
        )
        return () => boss.stop({ graceful: false })
      },
    }
  },
}

async function inTransaction(pool, work) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await work(client)
    await client.query('commit')
  } finally {
    client.release()
  }
}

const quantile = (list, part) => {
  const sorted = [...list].sort((a, b) => a - b)
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1))
}

async function measure(open, url) {
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  await pool.query('create table messages (id int primary key, handled_at timestamptz)')
  const queue = await open(url)
  const addedAt = new Map()
  const add = async (ids) => {
    await inTransaction(pool, async (client) => {
      await client.query('insert into messages (id) select unnest($1::int[])', [ids])
      await queue.add(client, ids)
    })
    for (const id of ids) addedAt.set(id, performance.now())
  }

  const startedAt = performance.now()
  for (let from = 0; from < JOBS; from += PER_TRANSACTION) {
    await add(Array.from({ length: Math.min(PER_TRANSACTION, JOBS - from) }, (_, at) => from + at))
  }
  const added = performance.now()

  let handled = 0
  const waits = []
  const handle = async (id) => {
    handled++
    if (id >= JOBS) waits.push(performance.now() - addedAt.get(id))
  }
  await queue.drain(handle, () => handled >= JOBS)
  const worked = performance.now()

  const stop = await queue.work(handle)
  await wait(2_000)
  for (let id = JOBS; id < JOBS + SINGLES; id++) {
    addedAt.set(id, performance.now())
    await add([id])
    await wait(15)
  }
  while (handled < JOBS + SINGLES) await wait(5)
  await stop()
  await pool.end()
  return {
    'added per second': Math.round(JOBS / ((added - startedAt) / 1_000)),
    'taken and completed per second': Math.round(JOBS / ((worked - added) / 1_000)),
    'wait of one, p50 ms': quantile(waits, 0.5),
    'p99 ms': quantile(waits, 0.99),
  }
}

const server = await startServer()
try {
  console.log(`${JOBS} jobs each; load before ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`)
  const results = {}
  for (const round of [1, 2]) {
    for (const [name, open] of Object.entries(CONTENDERS)) {
      const url = await createDatabase(server.url, `${name.replace('-', '_')}_${round}`)
      results[`${name} (${round})`] = await measure(open, url)
    }
  }
  console.table(results)
} finally {
  await server.stop()
}
