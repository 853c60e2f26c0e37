/** Opens, reads and ends sessions. */
import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '@relance/relance'
import type { Actor, Role } from './access.ts'
import { isPassword } from './passwords.ts'

/** Signed out after this long without a visit; a visit in the second half begins it anew. */
export const SESSION_MS = 14 * 86_400_000

export interface Account extends Actor {
  id: string
  email: string
  locale: 'fr' | 'en'
  timeZone: string | null
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
const ACCOUNT = 'u.id, u.name, u.role, u.email, u.locale, u.time_zone as "timeZone"'

/** Null for a wrong password, an unknown or a disabled account alike, after the same time. */
export async function signIn(db: Db, email: string, password: string, now: number) {
  const [found] = await db.query<Account & { passwordHash: string | null; role: Role }>(
    `select ${ACCOUNT}, u.password_hash as "passwordHash" from users u where u.email = $1 and u.disabled_at is null`,
    [email.trim().toLowerCase()],
  )
  if (!(await isPassword(found?.passwordHash ?? null, password)) || !found) return null
  const { passwordHash: _, ...account } = found
  const token = randomBytes(32).toString('base64url')
  await db.query('delete from sessions where expires_at < $1', [new Date(now)])
  await db.query('insert into sessions (token_hash, user_id, created_at, expires_at) values ($1, $2, $3, $4)', [
    hashOf(token),
    account.id,
    new Date(now),
    new Date(now + SESSION_MS),
  ])
  return { token, account }
}

/** The account behind a token; null when the session is over or its account disabled. */
export async function readSession(db: Db, token: string, now: number): Promise<Account | null> {
  const [row] = await db.query<Account & { isOld: boolean }>(
    `select ${ACCOUNT}, s.expires_at < $3 as "isOld" from sessions s join users u on u.id = s.user_id
      where s.token_hash = $1 and s.expires_at > $2 and u.disabled_at is null`,
    [hashOf(token), new Date(now), new Date(now + SESSION_MS / 2)],
  )
  if (!row) return null
  const { isOld, ...account } = row
  if (isOld) {
    const until = new Date(now + SESSION_MS)
    await db.query('update sessions set expires_at = $2 where token_hash = $1', [hashOf(token), until])
  }
  return account
}

export async function signOut(db: Db, token: string): Promise<void> {
  await db.query('delete from sessions where token_hash = $1', [hashOf(token)])
}
