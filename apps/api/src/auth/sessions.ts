/**
 * Opens, reads, lists and ends sessions. Who ends one ends what its browser is told; one that runs out overnight does not, since the
 * person wants to be told in the morning.
 */
import { randomBytes } from 'node:crypto'
import { type Db, troubleOf } from '@relance/relance'
import { SESSION_MS } from '@relance/trigger'
import type { Actor } from './access.ts'
import { LACKS_SECOND_FACTOR } from './credentials.ts'
import { isPassword } from './passwords.ts'
import { sha256 } from './sha256.ts'
import { HOUR } from '@relance/relance/core'

/** Signed out after this long without a visit. Closers look at their phone several times a day, not every half hour. */
const IDLE_MS = 12 * HOUR
/** A visit is written down at most this often. */
const SEEN_EVERY_MS = 5 * 60_000

export interface Account extends Actor {
  id: string
  email: string
  locale: 'fr' | 'en'
  timeZone: string | null
  secondFactorMissing: boolean
}

export interface Session {
  account: Account
  sessionId: string
}

const ACCOUNT = `u.id, u.name, u.role, u.email, u.locale, u.time_zone as "timeZone",
  ${LACKS_SECOND_FACTOR} as "secondFactorMissing"`

/** Null for a wrong password, an unknown or a disabled account alike, after the same time. */
export async function checkPassword(db: Db, email: string, password: string): Promise<Account | null> {
  const [found] = await db.query<Account & { passwordHash: string | null }>(
    `select ${ACCOUNT}, u.password_hash as "passwordHash" from users u where u.email = $1 and u.disabled_at is null`,
    [email],
  )
  if (!(await isPassword(found?.passwordHash ?? null, password)) || !found) return null
  const { passwordHash: _, ...account } = found
  return account
}

/** Null for a disabled account. */
export async function readAccount(db: Pick<Db, 'query'>, userId: string): Promise<Account | null> {
  const [account] = await db.query<Account>(
    `select ${ACCOUNT} from users u where u.id = $1 and u.disabled_at is null`,
    [userId],
  )
  return account ?? null
}

/** Returns the token, which is kept nowhere. */
export async function openSession(db: Pick<Db, 'query'>, userId: string, device: string, now: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.query(
    `insert into sessions (token_hash, user_id, device, created_at, seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)`,
    [sha256(token), userId, device.slice(0, 200), new Date(now), new Date(now + IDLE_MS)],
  )
  return token
}

/** All but this one: somebody may have opened them with the password alone. */
export async function endOtherSessions(db: Pick<Db, 'query'>, userId: string, sessionId: string | null): Promise<void> {
  await db.query(
    `with ended as (delete from sessions where user_id = $1 and id is distinct from $2::uuid)
     delete from push_devices where user_id = $1 and session_id is distinct from $2::uuid`,
    [userId, sessionId],
  )
}

/** The account behind a token; null when the session is over or its account disabled. */
export async function readSession(db: Db, token: string, now: number): Promise<Session | null> {
  const [row] = await db.query<Account & { sessionId: string; isStale: boolean }>(
    `select ${ACCOUNT}, s.id as "sessionId", s.seen_at < $4 as "isStale"
       from sessions s join users u on u.id = s.user_id
      where s.token_hash = $1 and s.expires_at > $2 and s.created_at > $3 and u.disabled_at is null`,
    [sha256(token), new Date(now), new Date(now - SESSION_MS), new Date(now - SEEN_EVERY_MS)],
  )
  if (!row) return null
  const { isStale, sessionId, ...account } = row
  if (isStale) await noteVisit(db, sessionId, now)
  return { account, sessionId }
}

/** A database that takes no writes keeps nobody from reading. */
async function noteVisit(db: Db, sessionId: string, now: number): Promise<void> {
  const sql = 'update sessions set seen_at = $2, expires_at = $3 where id = $1'
  await db.query(sql, [sessionId, new Date(now), new Date(now + IDLE_MS)]).catch((error: unknown) => {
    const trouble = troubleOf(error)
    if (trouble !== 'read_only' && trouble !== 'disk_full') throw error
  })
}

export async function listSessions(db: Db, userId: string, now: number) {
  return db.query<{ id: string; device: string; createdAt: Date; seenAt: Date; expiresAt: Date }>(
    `select id, device, created_at as "createdAt", seen_at as "seenAt",
            least(expires_at, created_at + $4 * interval '1 millisecond') as "expiresAt"
       from sessions where user_id = $1 and expires_at > $2 and created_at > $3 order by seen_at desc`,
    [userId, new Date(now), new Date(now - SESSION_MS), SESSION_MS],
  )
}

/** Returns whose session it was; null when there was none. */
export async function endSession(db: Pick<Db, 'query'>, token: string): Promise<string | null> {
  const [row] = await db.query<{ userId: string }>(
    `with ended as (delete from sessions where token_hash = $1 returning id, user_id),
     untold as (delete from push_devices where session_id in (select id from ended))
     select user_id as "userId" from ended`,
    [sha256(token)],
  )
  return row?.userId ?? null
}

/** One session of a person, by its id. Returns whether there was one. */
export async function revokeSession(db: Pick<Db, 'query'>, userId: string, sessionId: string): Promise<boolean> {
  const rows = await db.query(
    `with ended as (delete from sessions where user_id = $1 and id = $2 returning id),
     untold as (delete from push_devices where session_id in (select id from ended))
     select id from ended`,
    [userId, sessionId],
  )
  return rows.length > 0
}

/** Every session of a person; returns how many. */
export async function endSessionsOf(db: Pick<Db, 'query'>, userId: string): Promise<number> {
  const rows = await db.query(
    `with untold as (delete from push_devices where user_id = $1) delete from sessions where user_id = $1 returning id`,
    [userId],
  )
  return rows.length
}
