/** What a person has besides the password: an authenticator app, passkeys, and recovery codes for the day they are gone. */
import { randomBytes } from 'node:crypto'
import type { Db } from '@relance/relance'
import { decryptApp, encryptApp } from './authenticator-app/app-secrets.ts'
import type { Keyring } from './authenticator-app/keyring.ts'
import { base32, SECRET_BYTES, stepOfCode, uriOf } from './authenticator-app/totp.ts'

type Tx = Pick<Db, 'query'>

/** As it is printed or typed: with or without dashes and spaces, in any case. */
export const plainCode = (code: string): string => code.toLowerCase().replace(/[\s-]/g, '')

export interface SecondFactorState {
  isRequired: boolean
  /** Of any kind. */
  hasFactor: boolean
  hasApp: boolean
  appSince: Date | null
  recoveryCodesLeft: number
}

export async function readSecondFactor(db: Tx, userId: string): Promise<SecondFactorState> {
  const [row] = await db.query<SecondFactorState>(
    `select u.role = any((select second_factor_roles from settings)::text[]) as "isRequired",
            u.has_second_factor as "hasFactor", a.confirmed_at is not null as "hasApp", a.confirmed_at as "appSince",
            (select count(*) from recovery_codes c where c.user_id = u.id)::int as "recoveryCodesLeft"
       from users u left join authenticator_apps a on a.user_id = u.id where u.id = $1`,
    [userId],
  )
  if (!row) throw new Error('There is no such account.')
  return row
}

export interface NewApp {
  secret: string
  uri: string
}

/** A secret that counts once a code has confirmed it; one that was not confirmed is replaced. Null when there is an app already. */
export async function beginApp(tx: Tx, keyring: Keyring, userId: string): Promise<NewApp | null> {
  const secret = randomBytes(SECRET_BYTES)
  const [row] = await tx.query<{ email: string; company: string }>(
    `with kept as (
       insert into authenticator_apps (user_id, secret) values ($1, $2)
       on conflict (user_id) do update set secret = excluded.secret, last_step = 0, created_at = now()
         where authenticator_apps.confirmed_at is null
       returning user_id)
     select u.email, s.company_name as company from kept join users u on u.id = kept.user_id, settings s`,
    [userId, encryptApp(keyring, userId, secret)],
  )
  return row ? { secret: base32(secret), uri: uriOf(secret, row) } : null
}

export interface GivenCode {
  userId: string
  code: string
  now: number
}

/** Whether there is an app whose secret no key opens: no code of it can be checked. */
export async function isAppUnreadable(db: Tx, keyring: Keyring, userId: string): Promise<boolean> {
  const [app] = await db.query<{ kept: Buffer }>('select secret as kept from authenticator_apps where user_id = $1', [
    userId,
  ])
  return app !== undefined && decryptApp(keyring, userId, app.kept) === null
}

/** Whether a code of the app would be taken. */
export const fitsApp = async (db: Tx, keyring: Keyring, given: GivenCode): Promise<boolean> =>
  (await stepFor(db, keyring, given)) !== null

/** Takes a code of the app, once. Inside a transaction: of several that bring the same code one is let in. */
export async function takeAppCode(tx: Tx, keyring: Keyring, given: GivenCode): Promise<boolean> {
  const step = await stepFor(tx, keyring, given, 'for update')
  if (step === null) return false
  await tx.query('update authenticator_apps set last_step = $2 where user_id = $1', [given.userId, step])
  return true
}

async function stepFor(
  db: Tx,
  keyring: Keyring,
  { userId, code, now }: GivenCode,
  lock: '' | 'for update' = '',
): Promise<number | null> {
  const [app] = await db.query<{ kept: Buffer; lastStep: string }>(
    `select secret as kept, last_step as "lastStep" from authenticator_apps where user_id = $1 ${lock}`,
    [userId],
  )
  const secret = app && decryptApp(keyring, userId, app.kept)
  return secret ? stepOfCode(secret, plainCode(code), { now, after: Number(app.lastStep) }) : null
}

export async function confirmApp(tx: Tx, userId: string): Promise<void> {
  await tx.query('update authenticator_apps set confirmed_at = now() where user_id = $1 and confirmed_at is null', [
    userId,
  ])
}

/** Before a change, and once more after it: of two changes at once the second sees what the first has left. */
export async function lockFactors(tx: Tx, userId: string): Promise<void> {
  await tx.query('select from users where id = $1 for update', [userId])
}

/** Says on the account whether anything is left; recovery codes alone are no second factor. */
export async function settleFactors(tx: Tx, userId: string): Promise<void> {
  const [row] = await tx.query<{ isAny: boolean }>(
    `select exists (select from authenticator_apps where user_id = $1 and confirmed_at is not null)
         or exists (select from passkeys where user_id = $1) as "isAny"`,
    [userId],
  )
  const isAny = row?.isAny ?? false
  if (!isAny) await tx.query('delete from recovery_codes where user_id = $1', [userId])
  await tx.query(
    'update users set has_second_factor = $2, updated_at = now() where id = $1 and has_second_factor <> $2',
    [userId, isAny],
  )
}

/** Returns whether there was one. */
export async function removeApp(tx: Tx, userId: string): Promise<boolean> {
  const rows = await tx.query('delete from authenticator_apps where user_id = $1 returning 1', [userId])
  return rows.length > 0
}

/** All of them. Returns whether there were any. */
export async function removeFactors(tx: Tx, userId: string): Promise<boolean> {
  await lockFactors(tx, userId)
  const isApp = await removeApp(tx, userId)
  const passkeys = await tx.query('delete from passkeys where user_id = $1 returning 1', [userId])
  await settleFactors(tx, userId)
  return isApp || passkeys.length > 0
}
