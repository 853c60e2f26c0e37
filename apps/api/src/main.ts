/** Starts the server: `--demo` makes its own secrets, database and data; without it the environment says everything. */
import 'reflect-metadata'
import { makeFirstAdmin } from './auth/first-admin.ts'
import { hashPassword } from './auth/passwords.ts'
import { type Config, readConfig } from './config.ts'
import { DATA_FOLDER, findDatabase } from './find-database.ts'
import { demoSecrets } from './demo-secrets.ts'
import { createApp } from './http/create-app.ts'
import { loadDemoData } from './demo/load-demo-data.ts'
import { fillHolidays } from './ops/holidays.ts'
import { isRefusal, refusal } from './refusal.ts'
import { CLOCK, DB } from './tokens.ts'

const GRACE_MS = 10_000

const isDemo = process.argv.includes('--demo')
const log = (line: string): void => console.log(line)

async function start(): Promise<void> {
  const config = await configure()
  const database = await findDatabase(config.DATABASE_URL, log)
  const app = await createApp({ ...config, DATABASE_URL: database.url }).catch(async (error) => {
    await database.stop()
    throw error
  })
  try {
    const now = app.get(CLOCK)()
    await fillHolidays(app.get(DB), now)
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config
    const closers = isDemo && password ? await hashPassword(password) : null
    if (isDemo && (await loadDemoData(app.get(DB), now, closers))) log('Loaded demonstration data (fictive leads).')
    if (email && password && (await makeFirstAdmin(app.get(DB), email, password))) log('Made the first admin.')
    await listen(app, config)
  } catch (error) {
    await app.close()
    await database.stop()
    throw error
  }
  stopOnSignal(async () => {
    // Requests under way may end; who is still sending after that is let go.
    setTimeout(() => app.getHttpServer().closeAllConnections(), GRACE_MS).unref()
    await app.close()
    await database.stop()
  })
  log(isDemo ? whatNext(config) : `Relance listens on port ${config.PORT}.`)
}

async function configure(): Promise<Config> {
  const environment = isDemo ? { ...(await demoSecrets(DATA_FOLDER)), ...process.env } : process.env
  const read = readConfig(environment)
  if (read.ok && (isDemo || read.config.DATABASE_URL)) return read.config
  const problems = read.ok ? [] : read.problems
  const noDatabase =
    !isDemo && !process.env.DATABASE_URL && 'DATABASE_URL is missing: production needs a PostgreSQL of its own.'
  const all = [...problems, ...(noDatabase ? [noDatabase] : [])]
  throw refusal(`The configuration cannot be used:\n${all.map((problem) => `  - ${problem}`).join('\n')}`)
}

async function listen(app: Awaited<ReturnType<typeof createApp>>, { PORT, HOST }: Config): Promise<void> {
  try {
    await app.listen(PORT, HOST ?? (isDemo ? '127.0.0.1' : '::'))
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE') throw refusal(`Port ${PORT} is taken. Stop what uses it, or set PORT to another one.`)
    if (code === 'EACCES') throw refusal(`Port ${PORT} is not allowed to this user. Set PORT to one above 1023.`)
    throw error
  }
}

/** Once; a second signal ends the process at once, and PostgreSQL recovers at its next start. */
function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) return process.exit(130)
      isStopping = true
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
}

function whatNext({ PORT, CRON_SECRET, API_TOKEN, ADMIN_EMAIL, ADMIN_PASSWORD }: Config): string {
  const url = `http://localhost:${PORT}`
  return `
Relance is running.

  API      ${url}/api/docs
  Panel    ${url}/  (${ADMIN_EMAIL}, password ${ADMIN_PASSWORD}; closer camille@demo.invalid, same password)

Record the relances that are due now:

  curl -X POST ${url}/api/gestion/auto-relance -H "Authorization: Bearer ${CRON_SECRET[0]}" -H "Content-Type: application/json"

See them, with their message and WhatsApp link:

  curl ${url}/api/relances -H "Authorization: Bearer ${API_TOKEN}"

Ctrl-C stops everything. The data stays in .data/.
`
}

start().catch((error: unknown) => {
  console.error(isRefusal(error) ? `\n${error.message}\n` : error)
  process.exit(1)
})
