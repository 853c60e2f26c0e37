/** Takes over what WhatsApp thinks of the account's numbers. */
import type { Db } from '@relance/relance'
import { listNumbers } from '@relance/whatsapp'
import type { SendError } from '@relance/relance/core'
import type { Account } from './cloud.ts'

/** `low`: the numbers that are rated badly now and were not before. */
export type SyncedNumbers = { ok: true; low: string[] } | { ok: false; error: SendError | null }

export async function syncNumbers(db: Db, { cloud, businessAccountId, numberIds }: Account): Promise<SyncedNumbers> {
  if (!businessAccountId) return { ok: false, error: null }
  const list = await listNumbers({ ...cloud, businessAccountId })
  if (!list.ok) return { ok: false, error: list.error }
  const numbers = list.numbers.filter(({ id }) => numberIds.includes(id))
  const changed = await db.query<{ id: string; quality: string }>(
    `insert into whatsapp_numbers as n (id, quality, phone) select * from unnest($1::text[], $2::text[], $3::text[])
     on conflict (id) do update set quality = excluded.quality, phone = excluded.phone
        where n.quality <> excluded.quality or n.phone is distinct from excluded.phone
     returning n.id, n.quality`,
    [numbers.map(({ id }) => id), numbers.map(({ quality }) => quality), numbers.map(({ phone }) => phone)],
  )
  if (list.perDay !== undefined) {
    await db.query(
      `update whatsapp_account set people_per_day = $1, limit_at = relance_now() where people_per_day is distinct from $1`,
      [list.perDay],
    )
  }
  if (changed.length > 0)
    await db.query(`select live_add('resource/whatsapp_settings', 'updated', '{whatsapp}', null, 'manager')`)
  return { ok: true, low: changed.filter(({ quality }) => quality === 'RED').map(({ id }) => id) }
}
