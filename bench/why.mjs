/** `node bench/why.mjs [--leads 100000]`: what "why?", "what if?" and a replay of 90 days cost on a large base. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { prepare } from '../tools/prepare.mjs'

prepare(['@relance/demo'])
const { createDatabase, onCopy, startServer, withDb } = await import('./databases.mjs')
const { seed } = await import('./seed.mjs')
const { seedPast } = await import('./seed-past.mjs')
const { backtest, explainLead, explainPast, forecast, preflight, previewRule, run } = await import('@relance/relance')
const { whatsApp } = await import('@relance/whatsapp')
const channels = new Map([[whatsApp.key, whatsApp]])

const { values } = parseArgs({ options: { leads: { type: 'string', default: '100000' } } })
const leads = Number(values.leads)
const SLOT = 21_600_000
/** A slot of the scan. */
const now = Math.floor(Date.now() / SLOT) * SLOT
const DAY = 86_400_000
const ASKED = 100

const report = (what, ms) =>
  console.log(`${what}: ${ms < 2_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`}`)

/** How long it takes, how long it keeps others of the same server waiting, and the memory it needs. */
async function timed(what, work) {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  let most = 0
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
  delay.enable()
  const startedAt = performance.now()
  const answer = await work()
  report(what, performance.now() - startedAt)
  delay.disable()
  clearInterval(look)
  const blocked = `${(delay.percentile(99) / 1e6).toFixed(0)} ms in 99 of 100, ${(delay.max / 1e6).toFixed(0)} ms at most`
  console.log(`  others wait ${blocked}; ${Math.round(most / 2 ** 20)} MB at most`)
  return answer
}

async function askWhy(what, db, ask) {
  const asked = await db.query('select id from leads order by random() limit $1', [ASKED])
  const times = []
  for (const { id } of asked) {
    const startedAt = performance.now()
    await ask(id)
    times.push(performance.now() - startedAt)
  }
  times.sort((a, b) => a - b)
  report(`${what}, median of ${ASKED}`, times[ASKED / 2])
  report(`${what}, slowest of ${ASKED}`, times.at(-1))
}

const rest = () => nextTurn()

async function draftOf(db, ruleId) {
  const [draft] = await db.query(
    `select r.id, r.name, r.priority, r.channel, r.audience, stop_on as "stopOn", expiry_days as "expiryDays",
            frequency_id as "frequencyId", template_ids as "templateIds", holdout_percent as "holdoutPercent", variants
       from rules r where id = $1`,
    [ruleId],
  )
  return draft
}

async function askWhatIf(db, ruleId) {
  const draft = await draftOf(db, ruleId)
  const changed = {
    ...draft,
    frequency: {
      steps: [4, 2, 3].map((value) => ({ after: { value, unit: 'days' } })),
      window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
      skipHolidays: true,
      timeZone: null,
    },
  }
  const past = async (what, rule) => {
    const { leads, ...done } = await timed(`backtest of 90 days × ${values.leads} leads, ${what}`, () =>
      backtest(db, rule, now, { days: 90, rest }),
    )
    const { added, removed, moved, same, collisions } = done
    console.log(
      `  ${leads} leads: added ${added}, removed ${removed}, moved ${moved}, same ${same}, collisions ${collisions}`,
    )
  }
  await past('the rule as it is', draft)
  await past('another first delay and another window', changed)
  const newcomer = { ...changed, id: null, name: 'N' }
  const preview = (what, rule) =>
    timed(what, async () => {
      const { relances, matching, isComplete } = await previewRule(db, rule, now, { channels, days: 30, rest })
      console.log(`  ${matching} leads match, ${relances} relances in 30 days, complete: ${isComplete}`)
    })
  await preview('preview of a changed rule, 30 days', changed)
  await preview('preview of a new rule beside it, 30 days', newcomer)
  const { findings } = await timed('preflight of every text', () => preflight(db, draft, now, { channels, rest }))
  console.log(`  ${findings.length} kinds of finding`)
  await timed('forecast of 14 days', () => forecast(db, now, { days: 14, rest }))
}

/** The statement of a run that holds enrolments, with its note cut out. */
const withoutNotes = (db) => ({
  query: (sql, parameters) => db.query(cut(sql), parameters),
  transaction: (work) =>
    db.transaction((tx) => work({ ...tx, query: (sql, parameters) => tx.query(cut(sql), parameters) })),
})
const cut = (sql) =>
  sql.includes('insert into enrolment_changes') && sql.includes('h.reason')
    ? sql.replace(/insert into enrolment_changes[\s\S]*?(?=\n\s*\)\n\s*update)/, `select $5::uuid, $6::float8`)
    : sql

async function holdEverybody(server) {
  const url = await createDatabase(server.url, 'held')
  await withDb(url, async (db) => {
    await seed(db, { leads, due: leads, now })
    await db.query(`update lead_pacing set last_relance_at = $1`, [new Date(now - SLOT)])
    await db.vacuum()
  })
  for (const [what, wrap] of [
    ['without notes', withoutNotes],
    ['with notes', (db) => db],
    ['without notes', withoutNotes],
    ['with notes', (db) => db],
  ]) {
    await onCopy(server.url, 'held', (copy) =>
      withDb(copy, async (db) => {
        const offset = now - Date.now()
        const startedAt = performance.now()
        const done = await run({ db: wrap(db), clock: () => Date.now() + offset }, { trigger: 'cli' })
        report(`a run that holds back ${done.skipped.minimum_gap}, ${what}`, performance.now() - startedAt)
        const [{ count }] = await db.query('select count(*)::int as count from enrolment_changes')
        console.log(`  ${count} notes`)
      }),
    )
  }
}

const server = await startServer()
try {
  const url = await createDatabase(server.url, 'why')
  await withDb(url, async (db) => {
    const ruleId = await timed('seeding', () => seedPast(db, { leads, now }))
    await askWhy('explain now', db, (id) => explainLead(db, id, now))
    await askWhy('explain 20 days ago', db, (id) => explainPast(db, id, now - 20 * DAY))
    await askWhatIf(db, ruleId)
  })
  await holdEverybody(server)
} finally {
  await server.stop()
}
