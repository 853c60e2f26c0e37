/** What signs in once when the authenticator app or the passkey is gone. */
import { randomInt } from 'node:crypto'
import type { Db } from '@relance/relance'
import { hashCode } from './passwords.ts'
import { plainCode } from './second-factors.ts'

type Tx = Pick<Db, 'query'>

const CODES = 10
/** Without characters that look alike: twelve of them hold 59 bits, too few for a fast hash. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const CODE_LENGTH = 12

export interface NewRecoveryCodes {
  codes: string[]
  hashes: Buffer[]
}

/** Before a transaction, which hashing would keep open. */
export async function makeRecoveryCodes(userId: string): Promise<NewRecoveryCodes> {
  const codes = Array.from({ length: CODES }, makeCode)
  const hashes: Buffer[] = []
  for (const code of codes) hashes.push(await hashRecoveryCode(userId, code))
  return { codes, hashes }
}

function makeCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length)))
  return (letters.join('').match(/.{4}/g) ?? []).join('-')
}

/** Half of an id is random. */
export const hashRecoveryCode = (userId: string, code: string): Promise<Buffer> =>
  hashCode(plainCode(code), Buffer.from(userId.replaceAll('-', ''), 'hex'))

/** Those before are void. */
export async function keepRecoveryCodes(tx: Tx, userId: string, { hashes }: NewRecoveryCodes): Promise<void> {
  await tx.query('delete from recovery_codes where user_id = $1', [userId])
  await tx.query('insert into recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])', [userId, hashes])
}

/** Uses up the code. */
export async function takeRecoveryCode(tx: Tx, userId: string, hash: Buffer): Promise<boolean> {
  const rows = await tx.query('delete from recovery_codes where user_id = $1 and code_hash = $2 returning 1', [
    userId,
    hash,
  ])
  return rows.length > 0
}
