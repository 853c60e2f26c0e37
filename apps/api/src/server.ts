/** The server as its hosts start and end it: production from the environment alone, the demo with what it brings along. */
import 'reflect-metadata'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock, Db } from '@relance/relance'
import { linkTo, makeFirstAdminLink } from './auth/account-links.ts'
import { encryptApps } from './auth/authenticator-app/app-secrets.ts'
import { encryptPushKey } from './notices/push-key.ts'
import { makeFirstAdmin } from './auth/first-admin.ts'
import { keyringOf } from './auth/authenticator-app/keyring.ts'
import { bringUp } from './database/bring-up.ts'
import { migrate } from './database/migrate.ts'
import type { Config } from './environment/config.ts'
import { refusal } from './environment/refusal.ts'
import { CLOCK, DB } from './environment/tokens.ts'
import { createApp } from './create-app.ts'
import { fillHolidays } from './settings/holidays.ts'
import { startTracing, stopTracing } from './tracing/start.ts'

/** Requests under way may end; who is still sending after that is cut off. */
const REQUESTS_MS = 5_000
/** The whole end of the application. Orchestrators kill after 10 seconds: what hangs longer must not cost the rest its end. */
const GRACE_MS = 8_000

type App = Awaited<ReturnType<typeof createApp>>
type Log = (line: string) => void

export { fail, refuseConfiguration, stopOnSignal } from './process-end.ts'

export interface ServerOptions {
  config: Config & { DATABASE_URL: string }
  log: Log
  /** Fills a new database before the first request; `now` in milliseconds. */
  prepare?: (db: Db, now: number) => Promise<void>
}

export interface RunningServer {
  port: number
  db: Db
  clock: Clock
  /** Always resolves in time. What is cut off is rolled back by PostgreSQL, and due again. */
  stop(): Promise<void>
}

/** Brings the database to this version and answers. @throws a refusal that says what to do, with nothing left running. */
export async function startServer({ config, log, prepare }: ServerOptions): Promise<RunningServer> {
  await bringUp(config.DATABASE_URL, migrate, log)
  await startTracing(config)
  const app = await createApp(config)
  const stop = () => closeApp(app, log)
  try {
    const [db, clock] = [app.get<Db>(DB), app.get<Clock>(CLOCK)]
    await fillHolidays(db, clock())
    await prepare?.(db, clock())
    await encryptSecrets(db, config, log)
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config
    if (email && password && (await makeFirstAdmin(db, email, password))) log('Made the first admin.')
    await listen(app, config)
    const { port } = app.getHttpServer().address() as AddressInfo
    if (config.APP_ROLE !== 'worker') await tellFirstAdmin(db, config.PUBLIC_URL ?? `http://localhost:${port}`, log)
    return { port, db, clock, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Of an earlier release, or of a key that is being replaced. Other servers need the first key by then: docs/people.md#the-key. */
async function encryptSecrets(db: Db, config: Config, log: Log): Promise<void> {
  const keyring = keyringOf(config)
  await encryptPushKey(db, keyring)
  const unreadable = await encryptApps(db, keyring)
  if (unreadable === 0) return
  log(
    `No key opens the secrets of ${unreadable} authenticator app(s): give ENCRYPTION_KEY, or CRON_SECRET, their old value as the second one, or reset these people’s second factor.`,
  )
}

/** The log is read by whoever runs the server, and by nobody else. */
async function tellFirstAdmin(db: Db, base: string, log: Log): Promise<void> {
  const link = await makeFirstAdminLink(db)
  if (!link) return
  log(`Nobody can sign in yet. Within 24 hours, open this link to make the first admin: ${linkTo(base, link.token)}`)
}

async function closeApp(app: App, log: Log): Promise<void> {
  const server: Server = app.getHttpServer()
  // Before anything else: no new request.
  server.close()
  setTimeout(() => server.closeAllConnections(), REQUESTS_MS).unref()
  const isLate = await Promise.race([app.close().then(stopTracing), sleep(GRACE_MS, true)])
  if (isLate) log('Not everything has ended in time, and is cut off.')
}

async function listen(app: App, { PORT, HOST, isDemo }: Config): Promise<void> {
  try {
    await app.listen(PORT, HOST ?? (isDemo ? '127.0.0.1' : '::'))
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE') throw refusal(`Port ${PORT} is taken. Stop what uses it, or set PORT to another one.`)
    if (code === 'EACCES') throw refusal(`Port ${PORT} is not allowed to this user. Set PORT to one above 1023.`)
    throw error
  }
}
