/** The pair of keys the push services know this installation by (VAPID): made once, kept encrypted in the database. */
import { createECDH } from 'node:crypto'
import type { Db } from '@relance/relance'
import { decrypt, encrypt, isCurrent, type Keyring } from '../auth/authenticator-app/keyring.ts'

const OWNER = 'push key'
const CURVE = 'prime256v1'

/** Both base64url, as browsers and services take them. */
export interface PushKey {
  publicKey: string
  privateKey: string
}

/** Makes it when there is none. Null when no configured key decrypts it. */
export async function readPushKey(db: Pick<Db, 'query'>, keyring: Keyring): Promise<PushKey | null> {
  const kept = (await readKept(db)) ?? (await makeKept(db, keyring))
  const secret = decrypt(keyring, kept, OWNER)
  if (!secret) return null
  const pair = createECDH(CURVE)
  pair.setPrivateKey(secret)
  return { publicKey: pair.getPublicKey('base64url'), privateKey: secret.toString('base64url') }
}

/** Encrypts it again with the first key when it was encrypted with another. */
export async function encryptPushKey(db: Pick<Db, 'query'>, keyring: Keyring): Promise<void> {
  const kept = await readKept(db)
  if (!kept || isCurrent(keyring, kept)) return
  const secret = decrypt(keyring, kept, OWNER)
  if (!secret) return
  await db.query(`update signing_keys set key = $2 where name = 'push' and key = $1`, [
    kept,
    encrypt(keyring, secret, OWNER),
  ])
}

/** Whether there is a key pair that no configured key decrypts. */
export async function isPushKeyUnreadable(db: Pick<Db, 'query'>, keyring: Keyring): Promise<boolean> {
  const kept = await readKept(db)
  return kept !== null && decrypt(keyring, kept, OWNER) === null
}

async function readKept(db: Pick<Db, 'query'>): Promise<Buffer | null> {
  const [row] = await db.query<{ key: Buffer }>(`select key from signing_keys where name = 'push'`)
  return row?.key ?? null
}

/** When two servers make one at once, both use the one that was stored first. */
async function makeKept(db: Pick<Db, 'query'>, keyring: Keyring): Promise<Buffer> {
  const pair = createECDH(CURVE)
  pair.generateKeys()
  // Without its leading zeros a key in 256 would be too short.
  const secret = Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex')
  await db.query(`insert into signing_keys (name, key) values ('push', $1) on conflict do nothing`, [
    encrypt(keyring, secret, OWNER),
  ])
  const kept = await readKept(db)
  if (!kept) throw new Error('The push key was not kept.')
  return kept
}
