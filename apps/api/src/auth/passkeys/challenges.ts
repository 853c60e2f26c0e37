/** What a passkey is asked to sign: random, kept as a hash for five minutes, for one person and one browser, and taken once. */
import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '@relance/relance'

type Tx = Pick<Db, 'query'>

const LIFE_MINUTES = 5
/** Pages of one person that ask at the same time; the oldest gives way. */
const MOST_AT_ONCE = 20

export interface ChallengeFor {
  userId: string
  purpose: 'add' | 'sign_in'
  /** The id of the session, or the secret of the browser that signs in. */
  holder: string
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

/** In base64url, as the browser gives it back. */
export async function makeChallenge(tx: Tx, { userId, purpose, holder }: ChallengeFor): Promise<string> {
  const challenge = randomBytes(32).toString('base64url')
  await tx.query(
    `with past as (
       delete from passkey_challenges
        where ends_at <= now() or challenge_hash in (
          select challenge_hash from passkey_challenges where user_id = $2 order by ends_at desc offset $6))
     insert into passkey_challenges (challenge_hash, user_id, purpose, holder_hash, ends_at)
     values ($1, $2, $3, $4, now() + $5 * interval '1 minute')`,
    [hash(challenge), userId, purpose, hash(holder), LIFE_MINUTES, MOST_AT_ONCE - 1],
  )
  return challenge
}

/** Uses it up, whatever comes of the answer. Returns whether it was made for this, and still held. */
export async function takeChallenge(tx: Tx, challenge: string, wanted: ChallengeFor): Promise<boolean> {
  const [row] = await tx.query<{ fits: boolean }>(
    `delete from passkey_challenges where challenge_hash = $1
     returning user_id = $2 and purpose = $3 and holder_hash = $4 and ends_at > now() as fits`,
    [hash(challenge), wanted.userId, wanted.purpose, hash(wanted.holder)],
  )
  return row?.fits ?? false
}
