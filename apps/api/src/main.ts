/**
 * Starts the server. `--demo` makes its own secrets, database and data, with `--empty` all but the data; without it the
 * environment says everything.
 */
import 'reflect-metadata'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeFirstAdmin } from './auth/first-admin.ts'
import { hashPassword } from './auth/passwords.ts'
import { type Config, readConfig } from './environment/config.ts'
import { migrate } from './database/migrate.ts'
import { DATA_FOLDER, findDatabase } from './find-database.ts'
import { demoSecrets } from './demo-secrets.ts'
import { createApp } from './http/create-app.ts'
import { loadDemoData } from './demo/load-demo-data.ts'
import { type DemoSandbox, startDemoSandbox } from './demo/sandbox.ts'
import { loadDemoWhatsApp } from './demo/whatsapp.ts'
import { fillHolidays } from './settings/holidays.ts'
import { exitCodeOf, isRefusal, misuse, refusal } from './environment/refusal.ts'
import { CLOCK, DB } from './environment/tokens.ts'
import { accountOf } from './whatsapp/cloud.ts'
import { syncTemplates } from './whatsapp/sync-templates.ts'

/** Requests under way may end; who is still sending after that is cut off. */
const REQUESTS_MS = 5_000
/** The whole end of the application. Orchestrators kill after 10 seconds: what hangs longer must not cost the rest its end. */
const GRACE_MS = 8_000

const FLAGS = ['--demo', '--empty']
const isDemo = process.argv.includes('--demo')
const withCompany = isDemo && !process.argv.includes('--empty')
const log = (line: string): void => console.log(line)

async function start(): Promise<void> {
  const unknown = process.argv.slice(2).find((word) => !FLAGS.includes(word))
  if (unknown) throw misuse(`The server takes no "${unknown}"; it takes ${FLAGS.join(' and ')}.`)
  const { config, sandbox } = await configure()
  const stopAll: (() => Promise<unknown> | undefined)[] = [() => sandbox?.stop()]
  const stop = async (): Promise<void> => {
    for (const one of stopAll.toReversed()) await one()
  }
  try {
    await serve(config, sandbox, stopAll)
  } catch (error) {
    await stop()
    throw error
  }
  stopOnSignal(stop)
}

/** What was started is added to `stopAll`, to be stopped in the opposite order. */
async function serve(
  config: Config,
  sandbox: DemoSandbox | null,
  stopAll: (() => Promise<unknown> | undefined)[],
): Promise<void> {
  const database = await findDatabase(config.DATABASE_URL, migrate, log)
  stopAll.push(() => database.stop())
  const app = await createApp({ ...config, DATABASE_URL: database.url })
  stopAll.push(() => closeApp(app))
  const now = app.get(CLOCK)()
  await fillHolidays(app.get(DB), now)
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config
  const closers = withCompany && password ? await hashPassword(password) : null
  if (withCompany && (await loadDemoData(app.get(DB), now, closers))) log('Loaded demonstration data (fictive leads).')
  if (email && password && (await makeFirstAdmin(app.get(DB), email, password))) log('Made the first admin.')
  await listen(app, config)
  if (sandbox) await connectSandbox(app, config, sandbox)
  log(isDemo ? whatNext(config, sandbox) : `Relance listens on port ${config.PORT}.`)
}

/** Always resolves in time. What is cut off is rolled back by PostgreSQL, and due again. */
async function closeApp(app: App): Promise<void> {
  const server: Server = app.getHttpServer()
  // Before anything else: no new request.
  server.close()
  setTimeout(() => server.closeAllConnections(), REQUESTS_MS).unref()
  const isLate = await Promise.race([app.close(), sleep(GRACE_MS, true)])
  if (isLate) log('Not everything has ended in time, and is cut off.')
}

/** The demo has a WhatsApp of its own, unless the environment names a real one. */
async function configure(): Promise<{ config: Config; sandbox: DemoSandbox | null }> {
  const secrets = isDemo ? await demoSecrets(DATA_FOLDER) : {}
  const own = process.env.WHATSAPP_TOKEN ? secretsWithoutWhatsApp(secrets) : secrets
  const read = readConfig({ ...own, ...process.env })
  if (read.ok && isDemo && !process.env.WHATSAPP_TOKEN) {
    const sandbox = await startDemoSandbox({ ...own }, `${DATA_FOLDER}/whatsapp-sandbox.ndjson`)
    return { config: { ...read.config, ...reachable(read.config), isDemo, WHATSAPP_API_URL: sandbox.url }, sandbox }
  }
  if (read.ok && (isDemo || read.config.DATABASE_URL)) return { config: { ...read.config, isDemo }, sandbox: null }
  const problems = read.ok ? [] : read.problems
  const noDatabase =
    !isDemo && !process.env.DATABASE_URL && 'DATABASE_URL is missing: production needs a PostgreSQL of its own.'
  const all = [...problems, ...(noDatabase ? [noDatabase] : [])]
  throw refusal(`The configuration cannot be used:\n${all.map((problem) => `  - ${problem}`).join('\n')}`)
}

const secretsWithoutWhatsApp = (secrets: object): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).filter(([name]) => !name.startsWith('WHATSAPP_')))

/** Nobody but the sandbox has to reach the demo: its own address will do, so that the test of the connection finds everything well. */
const reachable = ({ PUBLIC_URL, PORT }: Config): Pick<Config, 'PUBLIC_URL'> =>
  PUBLIC_URL || PORT === 0 ? {} : { PUBLIC_URL: `http://localhost:${PORT}` }

/** Statuses and replies come to where this server really listens; the templates of the sandbox's account are taken over. */
async function connectSandbox(app: App, config: Config, sandbox: DemoSandbox): Promise<void> {
  const { port } = app.getHttpServer().address() as AddressInfo
  await sandbox.deliverTo(`http://127.0.0.1:${port}/api/whatsapp/webhook`)
  const account = accountOf(config)
  if (account) await syncTemplates(app.get(DB), account, app.get(CLOCK)())
  if (withCompany) await loadDemoWhatsApp(app.get(DB))
}

type App = Awaited<ReturnType<typeof createApp>>

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

function whatNext(config: Config, sandbox: DemoSandbox | null): string {
  const { PORT, CRON_SECRET, API_TOKEN, ADMIN_EMAIL, ADMIN_PASSWORD } = config
  const url = `http://localhost:${PORT}`
  return `
Relance is running.

  API      ${url}/api/docs
  Panel    ${url}/  (${ADMIN_EMAIL}, password ${ADMIN_PASSWORD}${withCompany ? '; closer camille@demo.invalid, same password' : ''})

Record the relances that are due now:

  curl -X POST ${url}/api/gestion/auto-relance -H "Authorization: Bearer ${CRON_SECRET[0]}" -H "Content-Type: application/json"

See them, with their message and WhatsApp link:

  curl ${url}/api/relances -H "Authorization: Bearer ${API_TOKEN}"
${sandbox ? replyToSandbox(sandbox) : ''}
Ctrl-C stops everything. The data stays in .data/.
`
}

const replyToSandbox = ({ url }: DemoSandbox): string => `
WhatsApp is a sandbox here: nothing leaves this machine. Answer for a lead (its number in place of this one):

  curl ${url}/sandbox/reply -d '{"from":"33639980012","text":"Oui, appelez-moi"}'
`

start().catch((error: unknown) => {
  console.error(isRefusal(error) ? `\n${error.message}\n` : error)
  process.exit(exitCodeOf(error))
})
