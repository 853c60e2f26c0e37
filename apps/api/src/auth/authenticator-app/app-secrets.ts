/** The secrets of authenticator apps, as they are kept: encrypted. */
import type { Db } from '@relance/relance'
import { decrypt, encrypt, isCurrent, type Keyring } from './keyring.ts'
import { SECRET_BYTES } from './totp.ts'

const ownerOf = (userId: string): string => `authenticator app of ${userId}`

export const encryptApp = (keyring: Keyring, userId: string, secret: Uint8Array): Buffer =>
  encrypt(keyring, secret, ownerOf(userId))

/** Null when no key opens it. One of this bare length was kept before secrets were encrypted. */
export const decryptApp = (keyring: Keyring, userId: string, kept: Buffer): Buffer | null =>
  kept.length === SECRET_BYTES ? kept : decrypt(keyring, kept, ownerOf(userId))

/**
 * Encrypts with the first key whatever another one has encrypted, or none. Returns how many no key opens: those people need a
 * recovery code or an admin.
 */
export async function encryptApps(db: Db, keyring: Keyring): Promise<number> {
  if ((await readApps(db)).every(({ kept }) => isCurrent(keyring, kept))) return 0
  return db.transaction(async (tx) => {
    const rows = await readApps(tx, 'for update')
    const old = rows.filter(({ kept }) => !isCurrent(keyring, kept))
    const read = old.map(({ userId, kept }) => ({ userId, secret: decryptApp(keyring, userId, kept) }))
    const open = read.flatMap(({ userId, secret }) => (secret ? [{ userId, secret }] : []))
    await tx.query(
      `update authenticator_apps a set secret = n.secret
         from unnest($1::uuid[], $2::bytea[]) as n(user_id, secret) where n.user_id = a.user_id`,
      [open.map(({ userId }) => userId), open.map(({ userId, secret }) => encryptApp(keyring, userId, secret))],
    )
    return old.length - open.length
  })
}

/** How many secrets none of the keys opens. */
export async function countUnreadableApps(db: Db, keyring: Keyring): Promise<number> {
  return (await readApps(db)).filter(({ userId, kept }) => decryptApp(keyring, userId, kept) === null).length
}

const readApps = (db: Pick<Db, 'query'>, lock: '' | 'for update' = '') =>
  db.query<{ userId: string; kept: Buffer }>(
    `select user_id as "userId", secret as kept from authenticator_apps ${lock}`,
  )
