/**
 * A PostgreSQL with the real pg_cron, unpacked from Debian's packages. What Supabase alone has stands in, strictly: pg_net keeps
 * each request it is given as a row, for the test to send; the vault keeps its secrets in a table.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Child, startChild } from './child.ts'
import { freePort } from '../database/pgbouncer.ts'
import { librariesOf, unprivileged } from './programs.ts'

const PG_NET = `
create schema net;
create table net.http_request_queue (
  id bigserial primary key, url text not null check (url ~ '^https?://[^/]+/'), headers jsonb not null, body jsonb not null,
  timeout_milliseconds int not null check (timeout_milliseconds > 0));
create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}',
  headers jsonb default '{"Content-Type": "application/json"}', timeout_milliseconds int default 5000)
returns bigint language sql as $$
  insert into net.http_request_queue (url, headers, body, timeout_milliseconds) values ($1, $4, $2, $5) returning id
$$;`

const VAULT = `
create schema vault;
create table vault.secrets (name text primary key, secret text not null);
create view vault.decrypted_secrets as select name, secret as decrypted_secret from vault.secrets;`

interface Sent {
  url: string
  headers: Record<string, string>
  body: unknown
  timeout: number
}

export interface CronDatabase {
  query<Row extends object>(sql: string, parameters?: unknown[]): Promise<Row[]>
  /** The first request that a job makes. */
  nextRequest(): Promise<Sent>
  stop(): Promise<void>
}

export async function startCronDatabase(packages: string): Promise<CronDatabase> {
  const extensions = join(packages, 'usr/share/postgresql/15/extension')
  writeFileSync(join(extensions, 'pg_net.control'), "default_version = '1'\nrelocatable = false\n")
  writeFileSync(join(extensions, 'pg_net--1.sql'), PG_NET)
  const folder = mkdtempSync(join(tmpdir(), 'relance-pg-cron-'))
  const user = unprivileged()
  chmodSync(folder, 0o755)
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const port = await freePort()
  const programs = join(packages, 'usr/lib/postgresql/15/bin')
  const env = { PATH: process.env.PATH ?? '', LD_LIBRARY_PATH: librariesOf(packages), LC_ALL: 'C', TZ: 'UTC' }
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-sync']
  execFileSync(join(programs, 'initdb'), initdb, { env, cwd: folder, stdio: 'ignore', ...user })
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    jit: 'off',
    shared_preload_libraries: 'pg_cron',
    'cron.host': '127.0.0.1',
    'cron.timezone': 'GMT',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const ready = /database system is ready to accept connections/
  const server: Child = await startChild(join(programs, 'postgres'), ['-D', data, ...args], ready, {
    env,
    cwd: folder,
    ...user,
  })
  const pool = new pg.Pool({ connectionString: `postgres://postgres@127.0.0.1:${port}/postgres`, max: 2 })
  pool.on('error', () => undefined)
  await pool.query(VAULT)
  const nextRequest = async (): Promise<Sent> => {
    for (const giveUpAt = Date.now() + 130_000; Date.now() < giveUpAt; ) {
      const { rows } = await pool.query<Sent>(
        'select url, headers, body, timeout_milliseconds as timeout from net.http_request_queue, pg_sleep(0.5) limit 1',
      )
      if (rows[0]) return rows[0]
      const { rows: failed } = await pool.query(
        `select return_message from cron.job_run_details where status = 'failed'`,
      )
      if (failed.length > 0) throw new Error(JSON.stringify(failed))
    }
    throw new Error('pg_cron did not run the job within two minutes.')
  }
  return {
    query: async (sql, parameters) => (await pool.query(sql, parameters)).rows,
    nextRequest,
    stop: async () => {
      await pool.end()
      server.process.kill('SIGINT')
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
