/** Takes over the templates of the WhatsApp account, and pauses or resumes the rules that send with them. */
import { type Db, followTemplates, writeTemplates } from '@relance/relance'
import type { SendError } from '@relance/relance/core'
import { type Cloud, listTemplates } from '@relance/whatsapp'

export type Synchronised = { ok: true; templates: number } | { ok: false; error: SendError }

/** `now` in milliseconds. Nothing changes when the list could not be read whole. */
export async function syncTemplates(
  db: Db,
  account: Cloud & { businessAccountId: string },
  now: number,
): Promise<Synchronised> {
  const list = await listTemplates(account)
  if (!list.ok) return list
  await db.transaction(async (tx) => {
    await writeTemplates(tx, list.templates, now)
    await followTemplates(tx, now)
  })
  return { ok: true, templates: list.templates.length }
}
