/**
 * `npm start`: a local try-out with secrets, a database and a WhatsApp of its own, and a fictive company; with `--empty`, without the
 * company.
 */
import { type Config, readConfig } from '@relance/api/environment'
import { accountOf, hashNewPassword, syncTemplates } from '@relance/api/operations'
import { misuse } from '@relance/api/refusal'
import { fail, refuseConfiguration, type RunningServer, startServer, stopOnSignal } from '@relance/api/server'
import { loadDemoData } from './company/load-demo-data.ts'
import { loadDemoWhatsApp } from './company/whatsapp.ts'
import { DATA_FOLDER, startOwnPostgres } from './postgres/own-postgres.ts'
import { type DemoSandbox, startDemoSandbox } from './sandbox.ts'
import { demoSecrets } from './secrets.ts'

const FLAG = '--empty'
const withCompany = !process.argv.includes(FLAG)
const log = (line: string): void => console.log(line)

async function start(): Promise<void> {
  const unknown = process.argv.slice(2).find((word) => word !== FLAG)
  if (unknown) throw misuse(`The demo takes no "${unknown}"; it takes ${FLAG}.`)
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
  const database = await findDatabase(config.DATABASE_URL)
  stopAll.push(() => database.stop())
  const server = await startServer({
    config: { ...config, DATABASE_URL: database.url },
    log,
    prepare: async (db, now) => {
      const { ADMIN_PASSWORD: password } = config
      const closers = withCompany && password ? await hashNewPassword(db, password, {}) : null
      // A weak password is refused when the first admin is made, which ends this start.
      if (closers?.ok === false) return
      if (withCompany && (await loadDemoData(db, now, closers?.ok ? closers.hash : null)))
        log('Loaded demonstration data (fictive leads).')
    },
  })
  stopAll.push(() => server.stop())
  if (sandbox) await connectSandbox(server, config, sandbox)
  log(whatNext(config, sandbox))
}

const findDatabase = async (url: string | undefined) =>
  url ? { url, stop: async () => undefined } : startOwnPostgres(log)

/** The demo has a WhatsApp of its own, unless the environment names a real one. */
async function configure(): Promise<{ config: Config; sandbox: DemoSandbox | null }> {
  const secrets = await demoSecrets(DATA_FOLDER)
  const own = process.env.WHATSAPP_TOKEN ? secretsWithoutWhatsApp(secrets) : secrets
  const read = readConfig({ ...own, ...process.env })
  if (!read.ok) return refuseConfiguration(read.problems)
  const config = { ...read.config, isDemo: true }
  if (process.env.WHATSAPP_TOKEN) return { config, sandbox: null }
  const sandbox = await startDemoSandbox({ ...own }, `${DATA_FOLDER}/whatsapp-sandbox.ndjson`)
  return { config: { ...config, ...reachable(config), WHATSAPP_API_URL: sandbox.url }, sandbox }
}

const secretsWithoutWhatsApp = (secrets: object): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).filter(([name]) => !name.startsWith('WHATSAPP_')))

/** Nobody but the sandbox has to reach the demo: its own address will do, so that the test of the connection finds everything well. */
const reachable = ({ PUBLIC_URL, PORT }: Config): Pick<Config, 'PUBLIC_URL'> =>
  PUBLIC_URL || PORT === 0 ? {} : { PUBLIC_URL: `http://localhost:${PORT}` }

/** Statuses and replies come to where this server really listens; the templates of the sandbox's account are taken over. */
async function connectSandbox({ port, db, clock }: RunningServer, config: Config, sandbox: DemoSandbox): Promise<void> {
  await sandbox.deliverTo(`http://127.0.0.1:${port}/api/whatsapp/webhook`)
  const account = accountOf(config)
  if (account) await syncTemplates(db, account, clock())
  if (withCompany) await loadDemoWhatsApp(db)
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

start().catch(fail)
