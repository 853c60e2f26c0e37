/** The passkeys of a person: public keys, so that whoever reads the database signs nobody in. */
import type { Passkey, PasskeyAnswer } from '@relance/contract'
import type { Db } from '@relance/relance'
import { challengeOf, checkAnswer, type Credential } from './ceremonies.ts'
import { takeChallenge } from './challenges.ts'
import type { Site } from './site.pure.ts'

type Tx = Pick<Db, 'query'>

export const MOST_PASSKEYS = 10

type KeptPasskey = Omit<Passkey, 'createdAt' | 'lastUsedAt'> & { createdAt: Date; lastUsedAt: Date | null }

const SHOWN = 'id, name, host, created_at as "createdAt", last_used_at as "lastUsedAt"'

export const listPasskeys = (db: Tx, userId: string): Promise<KeptPasskey[]> =>
  db.query<KeptPasskey>(`select ${SHOWN} from passkeys where user_id = $1 order by created_at, id`, [userId])

export const listCredentials = (db: Tx, userId: string) =>
  db.query<{ credentialId: string; transports: string[]; host: string }>(
    'select credential_id as "credentialId", transports, host from passkeys where user_id = $1 order by created_at, id',
    [userId],
  )

interface Named {
  userId: string
  name: string
  host: string
}

/** Null when somebody has it already. */
export async function addPasskey(tx: Tx, { userId, name, host }: Named, made: Credential): Promise<KeptPasskey | null> {
  const [row] = await tx.query<KeptPasskey>(
    `insert into passkeys (user_id, name, host, credential_id, public_key, counter, transports)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (credential_id) do nothing returning ${SHOWN}`,
    [userId, name, host, made.credentialId, made.publicKey, made.counter, made.transports],
  )
  return row ?? null
}

/** Returns whether the person had it. */
export async function removePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
  const rows = await tx.query('delete from passkeys where user_id = $1 and id = $2 returning 1', [userId, id])
  return rows.length > 0
}

export interface GivenPasskey {
  userId: string
  answer: PasskeyAnswer
  site: Site
  /** The secret of the browser that was asked; null when it has kept none. */
  holder: string | null
}

/** Lets one of the person's own passkeys sign in, and uses up the challenge in any case. Inside a transaction. */
export async function takePasskey(tx: Tx, { userId, answer, site, holder }: GivenPasskey): Promise<boolean> {
  const challenge = challengeOf(answer)
  if (challenge === null || holder === null) return false
  if (!(await takeChallenge(tx, challenge, { userId, purpose: 'sign_in', holder }))) return false
  const [found] = await tx.query<Credential & { id: string }>(
    `select id, credential_id as "credentialId", public_key as "publicKey", counter::float8 as counter, transports
       from passkeys where user_id = $1 and credential_id = $2 and host = $3 for update`,
    [userId, answer.id, site.host],
  )
  const counter = found ? await checkAnswer(answer, challenge, { site, credential: found }) : null
  if (!found || counter === null) return false
  await tx.query('update passkeys set counter = $2, last_used_at = now() where id = $1', [found.id, counter])
  return true
}
