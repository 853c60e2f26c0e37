/** Looks at an installation; it only reads. */
import type { Db } from '@relance/relance'
import pg from 'pg'
import { countUnreadableApps } from '../auth/authenticator-app/app-secrets.ts'
import { keyringOf } from '../auth/authenticator-app/keyring.ts'
import { connectionOptions } from '../database/connection-options.ts'
import type { Config } from '../environment/config.ts'
import { readScanState } from '../health/scan-state.ts'
import { isPushKeyUnreadable } from '../notices/push-key.ts'
import type { Facts } from './findings.ts'

/** The configuration of a server; for a command whose environment no server could use, why. */
export type Environment = { config: Config } | { config: null; problems: readonly string[] }

type Row = Pick<
  Facts,
  | 'postgres'
  | 'hasRole'
  | 'isRoleLimited'
  | 'admins'
  | 'activeRules'
  | 'alerts'
  | 'hoursSinceBackup'
  | 'pushDevices'
  | 'pushesTaken'
  | 'pushesFailed'
> & { databaseAt: number }

/** `url`: that of `db`. */
export async function examine(db: Db, url: string, environment: Environment): Promise<Facts> {
  const before = Date.now()
  const [row] = await db.query<Row>(
    `select current_setting('server_version_num')::int as postgres,
            extract(epoch from clock_timestamp())::float8 * 1000 as "databaseAt",
            exists (select from pg_roles r where r.rolname = 'relance_app' and pg_has_role(r.oid, 'member')) as "hasRole",
            not exists (select from pg_roles r where r.rolname = 'relance_app'
              and has_table_privilege(r.oid, 'audit_events', 'insert, update, delete')) as "isRoleLimited",
            (select count(*) from users where role = 'admin' and password_hash is not null and disabled_at is null)::int as admins,
            (select count(*) from rules where active)::int as "activeRules",
            (select count(*) from alerts where closed_at is null)::int as alerts,
            (select count(*) from push_devices)::int as "pushDevices", p.taken as "pushesTaken", p.failed as "pushesFailed",
            (select extract(epoch from clock_timestamp() - max(taken_at))::float8 / 3600 from backups) as "hoursSinceBackup"
       from (select count(*) filter (where outcome = 'sent')::int as taken,
                    count(*) filter (where outcome in ('refused', 'given_up', 'unknown'))::int as failed
               from push_sends where created_at > relance_now() - interval '1 day') p`,
  )
  if (!row) throw new Error('The database could not be examined.')
  const { databaseAt, ...rest } = row
  const middle = (before + Date.now()) / 2
  const { config } = environment
  return {
    ...rest,
    config,
    problems: config ? [] : environment.problems,
    hasPooler: await meetsPooler(url),
    clockAheadMs: middle - databaseAt,
    isPushKeyUnreadable: config ? await isPushKeyUnreadable(db, keyringOf(config)) : false,
    unreadableApps: config ? await countUnreadableApps(db, keyringOf(config)) : 0,
    scan: await readScanState(db, databaseAt, config ?? {}),
  }
}

/** PostgreSQL takes any of its settings when a connection begins; poolers refuse those that they do not follow themselves. */
async function meetsPooler(url: string): Promise<boolean | null> {
  const client = new pg.Client({
    ...connectionOptions,
    connectionString: url,
    options: '-c enable_tidscan=on',
    query_timeout: 3_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return false
  } catch (error) {
    return /startup parameter/.test(String(error)) ? true : null
  } finally {
    await client.end().catch(() => undefined)
  }
}
