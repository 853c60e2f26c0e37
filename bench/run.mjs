/** `npm run bench [-- --leads 1000000 --due 100000]`: this engine beside what else one could do, on the same rows. */
import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { readOptions } from '../tools/arguments.mjs'
import { prepare } from '../tools/prepare.mjs'

const values = readOptions('npm run bench', {
  leads: { type: 'string', default: '1000000' },
  due: { type: 'string', default: '100000' },
  sample: { type: 'string', default: '3000' },
})
prepare(['@relance/demo'])
const { createDatabase, onCopy, startServer, withDb } = await import('./databases.mjs')
const { floor, jobs, loop } = await import('./contenders.mjs')
const { seed } = await import('./seed.mjs')

const [leads, due, sample] = [values.leads, values.due, values.sample].map(Number)
const now = Date.now()
const ENGINE = fileURLToPath(new URL('engine.mjs', import.meta.url))

const engine = (url) => JSON.parse(execFileSync(process.execPath, [ENGINE, url], { encoding: 'utf8' }))

async function timed(work) {
  const startedAt = performance.now()
  const recorded = await work()
  return { recorded, seconds: (performance.now() - startedAt) / 1_000 }
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

/** The contenders take turns, so that a slow moment of the machine falls on all of them. */
async function measure(server) {
  const results = { floor: [], engine: [], loop: [], jobs: [] }
  for (let round = 0; round < 3; round++) {
    results.floor.push(await onCopy(server.url, 'bench', (url) => timed(() => floor(url, { now }))))
    results.engine.push(await onCopy(server.url, 'bench', engine))
    results.loop.push(await onCopy(server.url, 'bench', (url) => timed(() => loop(url, { now, sample }))))
    results.jobs.push(await onCopy(server.url, 'bench', (url) => timed(() => jobs(url, { now, sample }))))
    console.log(`› round ${round + 1} of 3 done`)
  }
  return results
}

/** A scan with nothing due, the rule's "no contact for 3 days" included: the second of two runs at the same instant. */
async function idle(server, name, count) {
  await createDatabase(server.url, name).then((url) => withDb(url, (db) => seed(db, { leads: count, due: 0, now })))
  const times = []
  for (let round = 0; round < 5; round++) times.push((await onCopy(server.url, name, engine)).seconds * 1_000)
  return median(times)
}

const perSecond = (results) => median(results.map(({ recorded, seconds }) => recorded / seconds))
const whole = (number) => Math.round(number).toLocaleString('en-US')

const server = await startServer()
try {
  console.log(`› Seeding ${whole(leads)} leads, ${whole(due)} of them due`)
  await createDatabase(server.url, 'bench').then((url) => withDb(url, (db) => seed(db, { leads, due, now })))
  const results = await measure(server)
  console.log('› Idle scans')
  const idleFew = await idle(server, 'idle_few', 10_000)
  const idleMany = await idle(server, 'idle_many', leads)
  const rate = perSecond(results.engine)
  const rows = [
    ['floor: INSERT … SELECT and UPDATE', results.floor],
    ['this engine', results.engine],
    ['usual loop: repository.save per lead', results.loop],
    ['one pg-boss job per lead', results.jobs],
  ]
  console.log(`\n${cpus().length} × ${cpus()[0]?.model}, ${whole(totalmem() / 2 ** 30)} GB, Node ${process.version}\n`)
  console.log('| what | leads per second | this engine is |\n| --- | ---: | ---: |')
  for (const [name, measured] of rows) {
    const other = perSecond(measured)
    console.log(`| ${name} | ${whole(other)} | ${name === 'this engine' ? '' : `${(rate / other).toFixed(2)} ×`} |`)
  }
  const megabytes = Math.max(...results.engine.map((result) => result.megabytes))
  console.log(`\nMemory of the engine's process, at most: ${whole(megabytes)} MB`)
  console.log(
    `Scan with nothing due: ${idleFew.toFixed(0)} ms on 10,000 leads, ${idleMany.toFixed(0)} ms on ${whole(leads)} (${(idleMany / idleFew).toFixed(2)} ×)`,
  )
} finally {
  await server.stop()
}
