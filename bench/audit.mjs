/** `node bench/audit.mjs [--entries 1000000]`: sealing and verifying a long audit log, and what a chain in every transaction would cost. */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { prepare } from '../tools/prepare.mjs'

prepare(['@relance/demo'])
const { createDatabase, startServer } = await import('./databases.mjs')
const { poolDb } = await import('@relance/relance')
const { sealEntries } = await import('../apps/api/dist/audit/seal.js')
const { verifyAuditLog } = await import('../apps/api/dist/audit/verify.js')

const { values } = parseArgs({ options: { entries: { type: 'string', default: '1000000' } } })
const entries = Number(values.entries)
const WRITERS = 50
const ROUNDS = 40

async function timed(work) {
  const startedAt = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - startedAt) / 1_000 }
}

/** Transactions that save a template and then work for another 5 ms, as routes do. */
async function write(pool, chain) {
  const one = async () => {
    const client = await pool.connect()
    await client.query('begin')
    if (chain) await client.query('select pg_advisory_xact_lock(1)')
    await client.query(`insert into templates (name, body) values ('T', 'Bonjour')`)
    await client.query('select pg_sleep(0.005)')
    await client.query('commit')
    client.release()
  }
  const writer = async () => {
    for (let round = 0; round < ROUNDS; round++) await one()
  }
  const { seconds } = await timed(() => Promise.all(Array.from({ length: WRITERS }, writer)))
  return (WRITERS * ROUNDS) / seconds
}

const server = await startServer()
try {
  const url = await createDatabase(server.url, 'audit')
  const pool = new pg.Pool({ connectionString: url, max: WRITERS })
  const db = poolDb(pool)
  const apart = await write(pool, false)
  const within = await write(pool, true)
  console.log(
    `${WRITERS} writers, sealed apart: ${apart.toFixed(0)} transactions/s; chained in the transaction: ${within.toFixed(0)}/s`,
  )
  await pool.query(`select audit_note('noted', 'bench', n::text, '{"n": 1}') from generate_series(1, $1::int) n`, [
    Math.round(entries / 2),
  ])
  await pool.query(
    `do $$ begin for n in 1..${Math.round(entries / 2)} loop
       insert into holidays (held_on, name) values (date '1000-01-01' + n, 'x'); end loop; end $$`,
  )
  await pool.query('analyze')
  const sealed = await timed(() => sealEntries(db))
  console.log(`Sealed ${sealed.result} entries in ${sealed.seconds.toFixed(1)} s`)
  const verified = await timed(() => verifyAuditLog(db))
  console.log(
    `Verified ${verified.result.entries} entries in ${verified.seconds.toFixed(1)} s: ${verified.result.isIntact ? 'intact' : 'broken'}`,
  )
  await pool.end()
} finally {
  await server.stop()
}
