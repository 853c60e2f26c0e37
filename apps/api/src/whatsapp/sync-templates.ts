/** Takes the account's list of templates over, and pauses or resumes rules as it says. */
import type { Db } from '@relance/relance'
import { followTemplates, writeTemplates } from '@relance/sending'
import { listTemplates, whatsApp } from '@relance/whatsapp'
import type { SendError } from '@relance/relance/core'
import type { Account } from './cloud.ts'

export type Synced =
  | { ok: true; templates: number; approved: number; paused: string[]; resumed: string[] }
  | { ok: false; error: SendError | null }

/** `error` is null without a business account to ask. Half a list changes nothing. `now`: before the list is asked for. */
export async function syncTemplates(db: Db, { cloud, businessAccountId }: Account, now: number): Promise<Synced> {
  if (!businessAccountId) return { ok: false, error: null }
  const list = await listTemplates({ ...cloud, businessAccountId })
  if (!list.ok) return { ok: false, error: list.error }
  await db.transaction((tx) => writeTemplates(tx, list.templates, now))
  const followed = await followTemplates(db, whatsApp, now)
  const approved = list.templates.filter(({ status }) => status === 'APPROVED').length
  return { ok: true, templates: list.templates.length, approved, ...followed }
}
