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
    `insert into whatsapp_numbers as n (id, quality) select * from unnest($1::text[], $2::text[])
     on conflict (id) do update set quality = excluded.quality where n.quality <> excluded.quality
     returning n.id, n.quality`,
    [numbers.map(({ id }) => id), numbers.map(({ quality }) => quality)],
  )
  if (changed.length > 0)
    await db.query(`select live_add('resource/whatsapp_settings', 'updated', '{whatsapp}', null, 'manager')`)
  return { ok: true, low: changed.filter(({ quality }) => quality === 'RED').map(({ id }) => id) }
}
