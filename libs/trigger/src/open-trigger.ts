/** Opens the trigger from a function's environment, or refuses to: a function without its secrets answers nobody. */
import { type Pool, poolDb } from '@relance/relance'
import { answerTrigger } from './answer-trigger.ts'
import { cronSecrets } from './secret-rules.ts'

/** What `pg.Pool` is made with. No start-up parameters, which a transaction pooler would refuse; no named statements. */
interface PoolOptions {
  connectionString: string
  max: number
  connectionTimeoutMillis: number
  idleTimeoutMillis: number
  query_timeout: number
  allowExitOnIdle: boolean
}
export type PoolMaker = (options: PoolOptions) => Pool & { on(event: 'error', listener: () => void): unknown }

export interface FunctionHost {
  environment: Readonly<Record<string, string | undefined>>
  makePool: PoolMaker
  /** Seconds; below the time after which the platform ends the function. */
  maxBudgetSeconds: number
  /**
   * The header in which the platform itself names the caller's address, whatever the caller sends. Without one all guesses
   * are counted together; a right secret is never slowed down, so this harms nobody who has one.
   */
  addressHeader?: string
  report: (what: object) => void
}

/** Two batches in flight, and the heartbeat. */
const CONNECTIONS = 3

/** @throws an error that lists what is wrong with the environment, by name and never by value. */
export function openTrigger({
  environment,
  addressHeader,
  ...host
}: FunctionHost): (request: Request) => Promise<Response> {
  const url = environment.DATABASE_URL
  const secrets = cronSecrets.safeParse(environment.CRON_SECRET?.trim() ? environment.CRON_SECRET : undefined)
  const problems = [
    ...(url ? [] : ['DATABASE_URL is missing: it says where PostgreSQL answers.']),
    ...(secrets.success ? [] : secrets.error.issues.map(({ message }) => message)),
  ]
  if (!url || !secrets.success) throw new Error(`The trigger cannot be opened:\n${problems.join('\n')}`)
  const pool = host.makePool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 10_000,
    query_timeout: host.maxBudgetSeconds * 1_000,
    allowExitOnIdle: true,
  })
  // A pooler closes idle connections as it likes; the next question opens another.
  pool.on('error', () => undefined)
  const addressOf = ({ headers }: Request): string => (addressHeader ? (headers.get(addressHeader) ?? '') : 'anybody')
  const parts = { ...host, db: poolDb(pool), secrets: secrets.data, addressOf }
  return (request) => answerTrigger(parts, request)
}
