/** `node bench/why.mjs [--leads 100000]`: what "why?" and a replay of 90 days cost on a large base. */
import { parseArgs } from 'node:util'
import { prepare } from '../tools/prepare.mjs'

prepare(['@relance/api'])
const { createDatabase, startServer, withDb } = await import('./databases.mjs')
const { seed } = await import('./seed.mjs')
const { backtest, explainLead, forecast, run } = await import('@relance/relance')

const { values } = parseArgs({ options: { leads: { type: 'string', default: '100000' } } })
const leads = Number(values.leads)
const now = Date.now()
const ASKED = 100

async function timed(work) {
  const startedAt = performance.now()
  const answer = await work()
  return { answer, ms: performance.now() - startedAt }
}

const report = (what, ms) =>
  console.log(`${what}: ${ms < 2_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`}`)

async function askWhy(db) {
  const asked = await db.query('select id from leads order by random() limit $1', [ASKED])
  const times = []
  for (const { id } of asked) times.push((await timed(() => explainLead(db, id, now))).ms)
  times.sort((a, b) => a - b)
  report(`explain, median of ${ASKED}`, times[ASKED / 2])
  report(`explain, slowest of ${ASKED}`, times.at(-1))
}

async function replay(db, ruleId) {
  const [draft] = await db.query(
    `select id, name, priority, channel, audience, stop_on as "stopOn", expiry_days as "expiryDays",
            frequency_id as "frequencyId", template_ids as "templateIds", holdout_percent as "holdoutPercent", variants
       from rules where id = $1`,
    [ruleId],
  )
  let most = 0
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
  const { answer, ms } = await timed(() => backtest(db, draft, now, { days: 90 }))
  clearInterval(look)
  report(`backtest of 90 days × ${answer.leads} leads`, ms)
  const { added, removed, moved, same } = answer
  console.log(
    `  added ${added}, removed ${removed}, moved ${moved}, same ${same}; ${Math.round(most / 2 ** 20)} MB at most`,
  )
}

const server = await startServer()
try {
  const url = await createDatabase(server.url, 'why')
  await withDb(url, async (db) => {
    const ruleId = await seed(db, { leads, due: Math.min(leads, 20_000), now })
    await db.query("update leads set created_at = created_at - interval '70 days'")
    const offset = now - Date.now()
    await run({ db, clock: () => Date.now() + offset }, { trigger: 'cli' })
    await db.query('vacuum analyze')
    await askWhy(db)
    report('forecast of 14 days', (await timed(() => forecast(db, now))).ms)
    await replay(db, ruleId)
  })
} finally {
  await server.stop()
}
