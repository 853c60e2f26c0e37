/** `npm run relance -- <command>`: the engine and the import from a shell, without starting the server. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { importCsv } from '@relance/leads/csv'
import { dryRun, type Host, poolDb, run } from '@relance/relance'
import { instantOf } from '@relance/relance/core'
import pg from 'pg'
import { findDatabase } from './find-database.ts'
import { loadDemoData } from './ops/demo-data.ts'
import { fillHolidays } from './ops/holidays.ts'
import { isRefusal, refusal } from './refusal.ts'

const HELP = `npm run relance -- <command>

  run [--dry-run] [--at INSTANT] [--budget SECONDS]   records what is due; prints the run as JSON
  import FILE [--country FR] [--dry-run]              brings the leads of a CSV file in; prints a report
  seed                                                loads demonstration data into an empty database
  migrate                                             brings the database to this version

DATABASE_URL says which database; without it, the embedded one of this folder.
INSTANT is ISO 8601, for example 2026-03-02T09:00:00Z, and needs --dry-run.`

const OPTIONS = {
  'dry-run': { type: 'boolean' },
  at: { type: 'string' },
  budget: { type: 'string' },
  country: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

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
    const outcome = await importCsv(db, createReadStream(file), {
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
  migrate: async () => progress('The database is up to date.'),
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
