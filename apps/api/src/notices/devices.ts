/** Devices that receive notifications, and the choices of their owners. */
import type { Notices, NoticesUpdate, PushDevice, PushDeviceCreate } from '@relance/contract'
import type { Db } from '@relance/relance'

/** Above this number, the device that was seen longest ago is removed. */
const MOST_DEVICES = 10

type Tx = Pick<Db, 'query'>

export type Choices = Pick<Notices, 'window' | 'hasDigest' | 'timeZone' | 'email'>

export async function readChoices(db: Tx, userId: string): Promise<Choices | null> {
  const [row] = await db.query<Choices>(
    `select coalesce(n."window", '{"days": [1, 2, 3, 4, 5], "from": "08:00", "to": "19:00"}') as "window",
            coalesce(n.has_digest, true) as "hasDigest", coalesce(u.time_zone, s.time_zone) as "timeZone", u.email
       from users u cross join settings s left join notice_profiles n on n.user_id = u.id where u.id = $1`,
    [userId],
  )
  return row ?? null
}

export async function changeChoices(tx: Tx, userId: string, { window, hasDigest }: NoticesUpdate): Promise<void> {
  await tx.query('insert into notice_profiles (user_id) values ($1) on conflict do nothing', [userId])
  await tx.query(
    `update notice_profiles set "window" = coalesce($2, "window"), has_digest = coalesce($3, has_digest) where user_id = $1`,
    [userId, window ? JSON.stringify(window) : null, hasDigest ?? null],
  )
}

export interface StoredDevice extends Omit<PushDevice, 'createdAt' | 'seenAt'> {
  createdAt: Date
  seenAt: Date
}

export function listDevices(db: Tx, userId: string): Promise<StoredDevice[]> {
  return db.query<StoredDevice>(
    `select id, device, created_at as "createdAt", seen_at as "seenAt" from push_devices
      where user_id = $1 order by seen_at desc, id`,
    [userId],
  )
}

export interface SeenDevice extends PushDeviceCreate {
  userId: string
  sessionId: string
  /** What the browser calls itself. */
  device: string
}

/** Registers a browser for a person; a browser belongs to the last person who registered it. Returns its id. */
export async function keepDevice(tx: Tx, seen: SeenDevice): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into push_devices (user_id, session_id, endpoint, p256dh, auth, device) values ($1, $2, $3, $4, $5, $6)
     on conflict (endpoint) do update
       set user_id = excluded.user_id, session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth,
           device = excluded.device, seen_at = relance_now()
     returning id`,
    [
      seen.userId,
      seen.sessionId,
      seen.endpoint,
      Buffer.from(seen.keys.p256dh, 'base64url'),
      Buffer.from(seen.keys.auth, 'base64url'),
      seen.device.slice(0, 200),
    ],
  )
  if (!row) throw new Error('The device was not kept.')
  await tx.query(
    `delete from push_devices where id = any(array(
       select id from push_devices where user_id = $1 and id <> $2 order by seen_at desc, id desc offset $3))`,
    [seen.userId, row.id, MOST_DEVICES - 1],
  )
  return row.id
}

/** Returns whether there was one. */
export async function removeDevice(db: Tx, userId: string, id: string): Promise<boolean> {
  return (
    (await db.query('delete from push_devices where user_id = $1 and id = $2 returning id', [userId, id])).length > 0
  )
}
