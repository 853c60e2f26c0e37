/** `npm run relance -- <command>`: the engine and the import from a shell, without starting the server. */
import { dryRun, LIMITS, poolDb, run } from '@relance/relance'
import pg from 'pg'
import { type Command, print, progress, readBudget, readCommand, readInstant } from './arguments.ts'
import { type CommandName, HELP } from './usage.ts'
import { connectionOptions, migrateWhenBehind } from '@relance/api/database'
import { findDatabase } from './find-database.ts'
import { exitCodeOf, isRefusal, misuse } from '@relance/api/refusal'

const runCommand: Command = async (host, values) => {
  if (values.at !== undefined && !values['dry-run'])
    throw misuse('--at needs --dry-run: a real run always works on the present.')
  const at = readInstant(values.at)
  if (values['dry-run']) return print((await dryRun(host, { trigger: 'cli', ...(at !== null && { at }) })).report)
  const budget = readBudget(values.budget)
  print(await run(host, { trigger: 'cli', ...(budget !== null && { budgetSeconds: budget }) }))
}

async function findCommand(name: CommandName): Promise<Command> {
  if (name === 'run') return runCommand
  const { COMMANDS } = await import('./commands.ts')
  return COMMANDS[name]
}

/** Also brings the queue's tables to this version, which the other commands leave to the server. */
async function migrateAll(url: string): Promise<string[]> {
  const { migrate } = await import('@relance/api/migrate')
  return migrate(url)
}

/** Says in words what is wrong with a database that cannot be reached. */
async function reach(url: string): Promise<string[]> {
  const client = new pg.Client({ ...connectionOptions, connectionString: url })
  await client.connect()
  await client.end()
  return []
}

/** A backup is of the tables as they are, and a restore begins without any. */
function bringUpFor(command: CommandName): (url: string) => Promise<string[]> {
  if (command === 'backup' || command === 'restore') return reach
  return command === 'migrate' ? migrateAll : migrateWhenBehind
}

async function main(): Promise<void> {
  const line = readCommand(process.argv.slice(2), process.env)
  if (!line) return console.log(HELP)
  const { usage, values, operand } = line
  const command = await findCommand(usage.command)
  const about = usage.announces(values, operand)
  if (about) progress(`${about}, in ${nameOf(process.env.DATABASE_URL)}.`)
  const database = await findDatabase(process.env.DATABASE_URL, bringUpFor(usage.command), progress)
  const pool = new pg.Pool({ ...connectionOptions, connectionString: database.url, max: 4 })
  pool.on('error', () => undefined)
  try {
    await command({ db: poolDb(pool, LIMITS.long), url: database.url }, values, operand)
  } finally {
    await pool.end()
    await database.stop()
  }
}

/** Without user and password. */
function nameOf(url: string | undefined): string {
  if (!url) return 'the embedded database of this folder'
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: '', pathname: '' }
  return host ? `the database ${decodeURIComponent(pathname.slice(1))} on ${host}` : 'the database of DATABASE_URL'
}

main().catch((error: unknown) => {
  console.error(isRefusal(error) ? error.message : error)
  process.exitCode = exitCodeOf(error)
})
