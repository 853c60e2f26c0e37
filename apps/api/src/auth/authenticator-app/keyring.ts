/**
 * Encrypts what the server must read again, so that nobody can use it who has the database alone. AES-256-GCM; the owner of a
 * secret is bound to it, so that one person's cannot be put in the place of another's.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Config } from '../../environment/config.ts'

const VERSION = 1
const ID_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + ID_BYTES

interface Key {
  id: Buffer
  key: Buffer
}

/** The first key encrypts; the others still open what they have encrypted. */
export type Keyring = readonly [Key, ...Key[]]

/** CRON_SECRET serves where there is no key of its own, and opens what it has encrypted before there was one. */
export function keyringOf({
  ENCRYPTION_KEY = [],
  CRON_SECRET,
}: Pick<Config, 'ENCRYPTION_KEY' | 'CRON_SECRET'>): Keyring {
  const [first, ...others] = [...ENCRYPTION_KEY, ...CRON_SECRET].map(keyOf)
  if (!first) throw new Error('There is no key to encrypt with.')
  return [first, ...others]
}

function keyOf(secret: string): Key {
  const derived = Buffer.from(hkdfSync('sha256', secret, '', 'relance: secrets at rest', 32 + ID_BYTES))
  return { key: derived.subarray(0, 32), id: derived.subarray(32) }
}

/** `owner` says whose it is and what for. */
export function encrypt([{ id, key }]: Keyring, secret: Uint8Array, owner: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
  const body = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([Buffer.from([VERSION]), id, nonce, body, cipher.getAuthTag()])
}

/** Null when none of the keys opens it for this owner. */
export function decrypt(keyring: Keyring, sealed: Buffer, owner: string): Buffer | null {
  const key = keyring.find((one) => opens(one, sealed))
  if (!key || sealed.length < HEAD_BYTES + NONCE_BYTES + TAG_BYTES) return null
  const body = sealed.subarray(HEAD_BYTES + NONCE_BYTES, -TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key.key, sealed.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(body), decipher.final()])
  } catch {
    return null
  }
}

const opens = ({ id }: Key, sealed: Buffer): boolean =>
  sealed[0] === VERSION && sealed.subarray(1, HEAD_BYTES).equals(id)

/** Whether the first key has encrypted it. */
export const isCurrent = ([first]: Keyring, sealed: Buffer): boolean => opens(first, sealed)
