/** The small company in which sequences happen: put back to its beginning before each of them, in a few milliseconds. */
import type { Db } from '@relance/relance'
import pg from 'pg'
import { ask } from './ask.ts'
import { type Beginning, CLOSERS, type LeadChange, type ReentryEvent } from './commands.ts'
import { server } from './throwaway.ts'
import type { Connection, Connections } from './interleave.ts'

const MINUTE = 60_000
/** Two lanes of a run and what else an actor does at once, for three actors and one to spare. */
const CONNECTIONS = 10

const id = (kind: number, place: number): string => `00000000-0000-7000-8000-00000000${kind}00${place}`
export const ruleId = (place: number): string => id(1, place)
export const frequencyId = (place: number): string => id(2, place)
export const templateId = (place: number): string => id(3, place)
export const closerId = (place: number): string => id(4, place)
const leadId = (place: number): string => id(5, place)
/** Numbers kept for fiction. */
export const phoneOf = (place: number): string => `+336399801${String(place).padStart(2, '0')}`
const managerId = id(6, 0)

export interface World {
  connections: Connections
  /** Straight to the database, when nobody else is at work. */
  db: Db
  /** Whether the engine takes its clock from the database. */
  hasDatabaseClock: boolean
  reset(beginning: Beginning): Promise<void>
  close(): Promise<void>
}

/** `databaseUrl`: a migrated database with nothing in it, of a server that nobody needs afterwards. */
export async function openWorld(databaseUrl: string): Promise<World> {
  // Whoever waited for it in the middle of a sequence would wait for what is no statement.
  await server()
  const connect = async (): Promise<Connection> => {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query('set synchronous_commit = off; set plan_cache_mode = force_generic_plan')
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    return { client, pid: rows[0]?.pid ?? 0 }
  }
  const [monitor, cleaner] = [await connect(), await connect()]
  const idle: Connection[] = []
  for (let count = 0; count < CONNECTIONS; count++) idle.push(await connect())
  const all = [monitor, cleaner, ...idle]
  // What cleans up is no part of the world: its triggers and foreign keys stay silent.
  await cleaner.client.query(`set session_replication_role = replica`)
  const tables = await emptyTables(cleaner.client)
  const clean = () => cleaner.client.query(tables.map((table) => `delete from ${table}`).join(';'))
  let resets = 0
  return {
    connections: { idle, monitor: monitor.client },
    db: directDb(idle),
    hasDatabaseClock: await hasDatabaseClock(monitor.client),
    async reset(beginning) {
      await clean()
      // Dead rows would make every later statement slower.
      if (++resets % 40 === 0) await cleaner.client.query(`truncate ${tables.join(', ')}`)
      await begin(directDb(idle), beginning)
    },
    async close() {
      await clean()
      for (const { client } of all) await client.end()
    },
  }
}

async function emptyTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
  )
  const empty: string[] = []
  for (const { name } of rows) {
    const found = await client.query(`select from ${name} limit 1`)
    if (found.rowCount === 0) empty.push(name)
  }
  return empty
}

async function hasDatabaseClock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ known: boolean }>(
    `select exists (select from pg_proc where proname = 'relance_now') as known`,
  )
  return rows[0]?.known === true
}

/** A connection for each transaction: a run has two of them at once. */
function directDb(idle: Connection[]): Db {
  const using = async <Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
    const connection = idle.pop()
    if (!connection) throw new Error('More transactions at once than connections.')
    return work(connection.client).finally(() => idle.push(connection))
  }
  return {
    query: <Row>(sql: string, parameters?: readonly unknown[]) => using((client) => ask<Row>(client, sql, parameters)),
    transaction: (work) =>
      using(async (client) => {
        await client.query('begin')
        try {
          const result = await work({
            query: <Row>(sql: string, parameters?: readonly unknown[]) => ask<Row>(client, sql, parameters),
            transaction: () => Promise.reject(new Error('Nested.')),
          })
          await client.query('commit')
          return result
        } catch (error) {
          await client.query('rollback')
          throw error
        }
      }),
  }
}

export const reentryOf = (on: readonly ReentryEvent[]): string => JSON.stringify({ on, afterSilence: null })

const STATUSES = ['new', 'contacted', 'meeting', 'won', 'lost']
export const statusesOf = (closed: readonly string[]): string =>
  JSON.stringify(STATUSES.map((code) => ({ code, isOpen: !closed.includes(code) })))

async function begin(db: Db, { startsAt, gapMinutes, leads, rules }: Beginning): Promise<void> {
  await db.query(
    `update settings set minimum_gap_minutes = $1, lead_statuses = $2, stopped_at = null, time_zone = 'Europe/Paris', relance_caps = '[]'`,
    [gapMinutes, statusesOf(['won', 'lost'])],
  )
  await db.query(`update schedule set cron = '0 */6 * * *', time_zone = 'UTC', enabled = true, changed_at = $1`, [
    new Date(startsAt),
  ])
  await db.query(
    `insert into users (id, email, name, role) select u.id, u.id || '@example.org', u.name, u.role
       from unnest($1::uuid[], $2::text[], $3::text[]) as u(id, name, role)`,
    [
      [managerId, ...Array.from({ length: CLOSERS }, (_, place) => closerId(place))],
      ['Mona', ...Array.from({ length: CLOSERS }, (_, place) => `Closer ${place}`)],
      ['manager', ...Array.from({ length: CLOSERS }, () => 'closer')],
    ],
  )
  for (const [place, lead] of leads.entries()) await insertLead(db, place, lead.age, lead.change, startsAt)
  for (const [place, rule] of rules.entries()) {
    await db.query(
      `insert into frequencies (id, name, steps, "window", skip_holidays) values ($1, 'Fréquence', $2, $3, true)`,
      [frequencyId(place), JSON.stringify(rule.cadence.steps), JSON.stringify(rule.cadence.window)],
    )
    await db.query(`insert into templates (id, name, body) values ($1, 'Modèle', 'Bonjour {{ lead.firstName }}')`, [
      templateId(place),
    ])
    await db.query(
      `insert into rules (id, name, active, priority, audience, frequency_id, template_ids, stop_on, on_contact, reentry)
         values ($1, 'Règle', $2, $3, $4, $5, array[$6::uuid], $7, $8, $9)`,
      [
        ruleId(place),
        rule.active,
        rule.priority,
        JSON.stringify(rule.audience),
        frequencyId(place),
        templateId(place),
        rule.stopOn,
        rule.onContact,
        reentryOf(rule.reentryOn),
      ],
    )
  }
}

/** `age`: minutes since it was created. Nothing happens when the number is known already. */
export async function insertLead(db: Db, place: number, age: number, change: LeadChange, now: number): Promise<void> {
  const { status = 'new', contactAgo = null, optedOut = false, pausedFor = null, closer = null, tags = [] } = change
  await db.query(
    `insert into leads (id, first_name, last_name, phone, status, last_contact_at, opted_out_at, paused_until, closer_id,
         tags, created_at, updated_at)
       values ($1, 'Léa', 'Fictive', $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      leadId(place),
      phoneOf(place),
      status,
      contactAgo === null ? null : new Date(now - contactAgo * MINUTE),
      optedOut ? new Date(now) : null,
      pausedFor === null ? null : new Date(now + pausedFor * MINUTE),
      closer === null ? null : closerId(closer),
      tags,
      new Date(now - age * MINUTE),
      new Date(now),
    ],
  )
}
