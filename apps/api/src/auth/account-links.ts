/** One-time links with which a person sets a password. Their instants are the database's; a link that was used is gone. */
import { randomBytes } from 'node:crypto'
import type { AccountLink } from '@relance/contract'
import type { Db } from '@relance/relance'
import { sha256 } from './sha256.ts'

type Tx = Pick<Db, 'query'>

/** A week to accept an invitation; a day for what gives an account that exists already, or the first admin's. */
const LIFE_HOURS = { invitation: 7 * 24, reset: 24, first_admin: 24 } as const

/** Behind the `#` nothing is sent to a server, so no proxy logs it. */
export const linkTo = (base: string, token: string): string => new URL(`/#/welcome/${token}`, base).href

export interface NewLink {
  token: string
  endsAt: Date
}

const NOBODY_RUNS_IT = `not exists (select from users where role = 'admin' and password_hash is not null and disabled_at is null)`

/** Replaces an earlier link of this person. `userId` null: of the first admin, beside those of other servers. */
export async function makeLink(tx: Tx, kind: AccountLink['kind'], userId: string | null): Promise<NewLink> {
  const token = randomBytes(32).toString('base64url')
  await tx.query('delete from account_links where user_id = $1 or ends_at <= now()', [userId])
  const [row] = await tx.query<{ endsAt: Date }>(
    `insert into account_links (token_hash, user_id, ends_at) values ($1, $2, now() + $3 * interval '1 hour')
     returning ends_at as "endsAt"`,
    [sha256(token), userId, LIFE_HOURS[kind]],
  )
  if (!row) throw new Error('The link was not kept.')
  return { token, endsAt: row.endsAt }
}

/** The first admin's link; null where an admin can sign in. */
export async function makeFirstAdminLink(db: Db): Promise<NewLink | null> {
  return db.transaction(async (tx) => {
    const [row] = await tx.query<{ isNeeded: boolean }>(`select ${NOBODY_RUNS_IT} as "isNeeded"`)
    return row?.isNeeded ? makeLink(tx, 'first_admin', null) : null
  })
}

const HOLDS = `l.token_hash = $1 and l.ends_at > now() and (u.id is null or u.disabled_at is null)
  and (l.user_id is not null or ${NOBODY_RUNS_IT})`

type StoredLink = Omit<AccountLink, 'endsAt'> & { endsAt: Date }

/** Null once it was used or replaced, after its end, and for an account that is disabled. */
export async function readLink(db: Tx, token: string): Promise<StoredLink | null> {
  const [row] = await db.query<StoredLink>(
    `select case when l.user_id is null then 'first_admin' when u.password_hash is null then 'invitation' else 'reset' end as kind,
            u.name, u.email, u.locale, l.ends_at as "endsAt"
       from account_links l left join users u on u.id = l.user_id where ${HOLDS}`,
    [sha256(token)],
  )
  return row ?? null
}

export interface LinkUse {
  passwordHash: string
  /** Of the first admin; an account that exists keeps its own. */
  name: string
  email: string
}

/** Sets the password, or makes the first admin. Returns whose account it is; null when the link holds no longer. */
export async function useLink(tx: Tx, token: string, use: LinkUse): Promise<string | null> {
  const [named] = await tx.query<{ isFirst: boolean }>(
    'select user_id is null as "isFirst" from account_links where token_hash = $1',
    [sha256(token)],
  )
  // Of several such links that are used at once the others wait here, and then find an admin.
  if (named?.isFirst) await tx.query('lock table users in share row exclusive mode')
  const [row] = await tx.query<{ userId: string | null }>(
    `select l.user_id as "userId" from account_links l left join users u on u.id = l.user_id
      where ${HOLDS} for update of l`,
    [sha256(token)],
  )
  if (!row) return null
  if (row.userId === null) return makeAdmin(tx, use)
  await tx.query('delete from account_links where user_id = $1', [row.userId])
  await tx.query('update users set password_hash = $2, updated_at = now() where id = $1', [
    row.userId,
    use.passwordHash,
  ])
  return row.userId
}

async function makeAdmin(tx: Tx, { name, email, passwordHash }: LinkUse): Promise<string | null> {
  const [made] = await tx.query<{ id: string }>(
    `insert into users (email, name, role, password_hash) select $1, $2, 'admin', $3 where ${NOBODY_RUNS_IT}
     on conflict (email) do update set password_hash = excluded.password_hash, role = 'admin', disabled_at = null
       where ${NOBODY_RUNS_IT}
     returning id`,
    [email, name, passwordHash],
  )
  await tx.query('delete from account_links where user_id is null')
  return made?.id ?? null
}
