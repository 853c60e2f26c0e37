/** `npm run relance -- <command>`: the engine and the import from a shell, without starting the server. */
import { dryRun, poolDb, run } from '@relance/relance'
import pg from 'pg'
import { type Command, HELP, print, progress, readArguments, readBudget, readInstant } from './cli-arguments.ts'
import { migrateWhenBehind } from './database/migrate-when-behind.ts'
import { findDatabase } from './find-database.ts'
import { isRefusal, refusal } from './refusal.ts'

const runCommand: Command = async (host, values) => {
  const at = readInstant(values.at, values['dry-run'] === true)
  if (values['dry-run']) return print((await dryRun(host, { trigger: 'cli', ...(at !== null && { at }) })).report)
  const budget = readBudget(values.budget)
  print(await run(host, { trigger: 'cli', ...(budget !== null && { budgetSeconds: budget }) }))
}

async function findCommand(name: string): Promise<Command> {
  if (name === 'run') return runCommand
  const { COMMANDS } = await import('./cli-commands.ts')
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw refusal(`There is no command "${name}".\n\n${HELP}`)
  return command
}

/** Also brings the queue's tables to this version, which the other commands leave to the server. */
async function migrateAll(url: string): Promise<string[]> {
  const { migrate } = await import('./database/migrate.ts')
  return migrate(url)
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments()
  const [name = '', ...operands] = positionals
  if (values.help || name === '' || name === 'help') return console.log(HELP)
  const command = await findCommand(name)
  const bringUp = name === 'migrate' ? migrateAll : migrateWhenBehind
  const database = await findDatabase(process.env.DATABASE_URL, bringUp, progress)
  const pool = new pg.Pool({ connectionString: database.url, max: 4 })
  pool.on('error', () => undefined)
  try {
    await command({ db: poolDb(pool) }, values, operands)
  } finally {
    await pool.end()
    await database.stop()
  }
}

main().catch((error: unknown) => {
  console.error(isRefusal(error) ? error.message : error)
  process.exitCode = 1
})
