/** `npm run relance -- <command>`: the engine and the import from a shell, without starting the server. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { importCsv } from '@relance/leads/csv'
import { explanationOf, explanationWords, refusalsOf, refusalWords, userCreate } from '@relance/contract'
import { type Db, dryRun, explainLead, explainPast, type Host, poolDb, run } from '@relance/relance'
import { instantOf } from '@relance/relance/core'
import pg from 'pg'
import { exportHead, verifyAuditLog } from './audit/verify.ts'
import { hashPassword } from './auth/passwords.ts'
import { type Attribution, attributedDb } from './database/attribution.ts'
import { checkWhatsApp } from './cli-whatsapp.ts'
import { backtestCommand, explainRelanceCommand, forecastCommand, previewCommand } from './cli-what-if.ts'
import { findDatabase } from './find-database.ts'
import { loadDemoData } from './demo/load-demo-data.ts'
import { fillHolidays } from './ops/holidays.ts'
import { isRefusal, refusal } from './refusal.ts'

const HELP = `npm run relance -- <command>

  run [--dry-run] [--at INSTANT] [--budget SECONDS]   records what is due; prints the run as JSON
  import FILE [--country FR] [--dry-run]              brings the leads of a CSV file in; prints a report
  seed                                                loads demonstration data into an empty database
  explain LEAD [--at INSTANT]                         why a lead is followed up, or why not, rule by rule
  explain --relance RELANCE                           why a relance was recorded
  preview RULE [--days 30]                            what a rule would do from now on, as if it were active
  backtest RULE [--days 90]                           what a rule would have done, against what happened
  forecast [--days 14]                                the load of the days to come, closer by closer
  migrate                                             brings the database to this version
  audit verify [--against HEAD]                       walks the audit log's chain; exit code 3 when it is broken
  audit head                                          prints the chain's head, to be kept elsewhere
  whatsapp check [--language fr]                      tests the connection to WhatsApp; exit code 1 when something is wrong
  user create EMAIL --name NAME [--role ROLE]         makes an account; the password is read from standard input

DATABASE_URL says which database; without it, the embedded one of this folder.
INSTANT is ISO 8601, for example 2026-03-02T09:00:00Z, and needs --dry-run.`

const OPTIONS = {
  'dry-run': { type: 'boolean' },
  at: { type: 'string' },
  budget: { type: 'string' },
  country: { type: 'string' },
  against: { type: 'string' },
  relance: { type: 'string' },
  days: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  language: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

const COMMAND_LINE: Attribution = { id: null, name: 'command line', role: null, origin: 'cli', requestId: null }
const byHand = (db: Db): Db => attributedDb(db, () => COMMAND_LINE)

const print = (value: unknown): void => console.log(JSON.stringify(value, null, 2))
const progress = (line: string): void => console.error(line)

type Values = ReturnType<typeof read>['values']
type Command = (host: Host, values: Values, operands: string[]) => Promise<void>

const COMMANDS: Readonly<Record<string, Command>> = {
  run: async (host, values) => {
    const at = readInstant(values.at, values['dry-run'] === true)
    if (values['dry-run']) return print((await dryRun(host, { trigger: 'cli', ...(at !== null && { at }) })).report)
    const budget = readBudget(values.budget)
    print(await run(host, { trigger: 'cli', ...(budget !== null && { budgetSeconds: budget }) }))
  },
  import: async ({ db, clock }, values, [file]) => {
    if (!file) throw refusal('Which file? npm run relance -- import FILE')
    if (values.country && !/^[A-Z]{2}$/.test(values.country))
      throw refusal('--country takes two capital letters, for example FR.')
    const { size } = await stat(file).catch(() => {
      throw refusal(`There is no file ${file} to read.`)
    })
    const startedAt = clock()
    const outcome = await importCsv(byHand(db), createReadStream(file), {
      now: startedAt,
      instantOf,
      dryRun: values['dry-run'] === true,
      ...(values.country && { country: values.country }),
      onProgress: ({ lines }) => {
        if (size > 1_000_000) process.stderr.write(`\r${lines} lines read`)
      },
    })
    if (size > 1_000_000) process.stderr.write('\n')
    if (!outcome.ok) throw refusal(`The file cannot be read: ${Object.values(outcome.refusal).join(', ')}.`)
    print(outcome.report)
    if (outcome.report.refused > 0) process.exitCode = 2
  },
  seed: async ({ db, clock }) => {
    await fillHolidays(db, clock())
    progress(
      (await loadDemoData(db, clock()))
        ? 'Loaded demonstration data.'
        : 'The database already has data: nothing was added.',
    )
  },
  audit: async ({ db }, { against }, [what]) => {
    if (what === 'head') return print(await exportHead(db))
    if (what !== 'verify') throw refusal('Which one? audit verify, or audit head.')
    if (against && !/^\d{1,15}:[0-9a-f]{64}$/.test(against)) throw refusal('--against takes a head: NUMBER:HASH.')
    const verification = await verifyAuditLog(db, against)
    print(verification)
    if (!verification.isIntact) process.exitCode = 3
  },
  user: async ({ db }, { name, role = 'closer' }, [what, email]) => {
    if (what !== 'create' || !email)
      throw refusal('Which one? user create EMAIL --name NAME [--role closer|manager|admin]')
    const read = userCreate.safeParse({ email, name, role, password: await readPassword() })
    if (!read.success) {
      const refusals = refusalsOf(read.error.issues)
      throw refusal(refusals.map((one) => `${one.field}: ${refusalWords('en', one)}`).join('\n'))
    }
    const { password = '', ...fields } = read.data
    const id = await createUser(byHand(db), { role: 'closer', ...fields, passwordHash: await hashPassword(password) })
    if (id === null) throw refusal('There is already an account with this email.')
    print({ id, email: fields.email, role: fields.role })
  },
  preview: async (host, values, [rule]) => print(await previewCommand(host, rule, { ...values, progress })),
  backtest: async (host, values, [rule]) => print(await backtestCommand(host, rule, { ...values, progress })),
  forecast: async (host, values) => print(await forecastCommand(host, { ...values, progress })),
  explain: async (host, values, [lead]) => {
    if (values.relance !== undefined) return print(await explainRelanceCommand(host, values.relance))
    const { db, clock } = host
    if (!lead || !/^[0-9a-f-]{36}$/i.test(lead)) throw refusal('Which lead? explain LEAD, with its id.')
    const now = clock()
    const at = readInstant(values.at, true) ?? now
    const explained = await (at < now - 60_000 ? explainPast : explainLead)(db, lead, at)
    if (!explained) throw refusal('There is no lead with this id.')
    const explanation = explanationOf(explained)
    print({ ...explanation, words: explanationWords('en', explanation) })
  },
  whatsapp: async ({ db }, { language }, [what]) => {
    if (what !== 'check') throw refusal('Which one? whatsapp check.')
    if (!(await checkWhatsApp(db, { environment: process.env, language, say: console.log }))) process.exitCode = 1
  },
  migrate: async () => progress('The database is up to date.'),
}

/** Never an argument: arguments are seen by everybody on the machine. */
async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password (at least 12 characters), then Enter: ')
  for await (const line of createInterface({ input: process.stdin })) return line
  return ''
}

async function createUser(
  db: Db,
  user: { email: string; name: string; role: string; passwordHash: string },
): Promise<string | null> {
  const [row] = await db.transaction((tx) =>
    tx.query<{ id: string }>(
      `insert into users (email, name, role, password_hash) values ($1, $2, $3, $4) on conflict do nothing returning id`,
      [user.email, user.name, user.role, user.passwordHash],
    ),
  )
  return row?.id ?? null
}

function read() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw refusal(`${(error as Error).message}\n\n${HELP}`)
  }
}

function readInstant(text: string | undefined, isDry: boolean): number | null {
  if (text === undefined) return null
  if (!isDry) throw refusal('--at needs --dry-run: a real run always works on the present.')
  if (
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ||
    Number.isNaN(Date.parse(text))
  ) {
    throw refusal('--at takes an ISO 8601 instant with its zone, for example 2026-03-02T09:00:00Z.')
  }
  return Date.parse(text)
}

function readBudget(text: string | undefined): number | null {
  if (text === undefined) return null
  const seconds = Number(text)
  if (!(seconds > 0)) throw refusal('--budget takes a number of seconds above 0.')
  return seconds
}

async function main(): Promise<void> {
  const { values, positionals } = read()
  const [name = '', ...operands] = positionals
  if (values.help || name === '' || name === 'help') return console.log(HELP)
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw refusal(`There is no command "${name}".\n\n${HELP}`)
  const database = await findDatabase(process.env.DATABASE_URL, progress)
  const pool = new pg.Pool({ connectionString: database.url, max: 4 })
  pool.on('error', () => undefined)
  try {
    await command({ db: poolDb(pool), clock: Date.now }, values, operands)
  } finally {
    await pool.end()
    await database.stop()
  }
}

main().catch((error: unknown) => {
  console.error(isRefusal(error) ? error.message : error)
  process.exitCode = 1
})
