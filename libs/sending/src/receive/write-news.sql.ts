/** Writes what the channel said of the account. What is older than what is known changes nothing. */
import type { Db } from '@relance/relance'
import { instant } from '@relance/relance/sql'
import { stopAccount } from '../attempts/effects.sql.ts'
import type { AccountNews } from './account-news.pure.ts'

export async function writeNews(
  tx: Db,
  { limit, qualities, categories, notices, stop }: AccountNews,
  now: number,
): Promise<void> {
  if (limit) await writeLimit(tx, limit)
  if (qualities.length > 0) await writeQualities(tx, qualities)
  if (categories.length > 0) await writeCategories(tx, categories)
  await note(
    tx,
    notices.map(({ what, at }) => ({ kind: 'account_notice', what, at, facts: { what } })),
  )
  if (stop !== null) await stopAccount(tx, stop, now)
}

async function writeLimit(tx: Db, { perDay, at }: NonNullable<AccountNews['limit']>): Promise<void> {
  const changed = await tx.query(
    `update whatsapp_account set people_per_day = $1, limit_at = ${instant('$2')}
      where (limit_at is null or limit_at < ${instant('$2')}) and people_per_day is distinct from $1 returning 1`,
    [perDay, at],
  )
  if (changed.length > 0)
    await note(tx, [{ kind: 'people_limit', what: String(perDay ?? ''), at, facts: { perDay: perDay ?? '∞' } }])
}

async function writeQualities(tx: Db, qualities: AccountNews['qualities']): Promise<void> {
  await tx.query(
    `update whatsapp_numbers n set quality = d.quality, quality_at = ${instant('d.at')}
       from json_to_recordset($1::json) as d(phone text, quality text, at float8)
      where n.phone = d.phone and (n.quality_at is null or n.quality_at < ${instant('d.at')})`,
    [JSON.stringify(qualities)],
  )
  await tx.query(`select live_add('resource/whatsapp_settings', 'updated', '{whatsapp}', null, 'manager')`)
}

/** The price of what is sent from now on follows. */
async function writeCategories(tx: Db, categories: AccountNews['categories']): Promise<void> {
  const changed = await tx.query<{ name: string; language: string; category: string; at: number }>(
    `update whatsapp_templates w set category = d.category, category_at = ${instant('d.at')}, synced_at = relance_now()
       from json_to_recordset($1::json) as d(name text, language text, category text, at float8)
      where w.name = d.name and w.language = d.language and w.category <> d.category
        and (w.category_at is null or w.category_at < ${instant('d.at')})
      returning w.name, w.language, w.category, d.at`,
    [JSON.stringify(categories)],
  )
  await note(
    tx,
    changed.map(({ name, language, category, at }) => ({
      ...{ kind: 'template_category', what: `${name} ${language} ${category}`, at },
      facts: { template: name, category },
    })),
  )
}

interface Notice {
  kind: 'account_notice' | 'template_category' | 'people_limit'
  what: string
  at: number
  facts: Readonly<Record<string, string | number>>
}

async function note(tx: Db, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return
  await tx.query(
    `insert into whatsapp_notices (kind, what, at, facts)
       select kind, what, ${instant('at')}, facts from json_to_recordset($1::json) as d(kind text, what text, at float8, facts jsonb)
     on conflict do nothing`,
    [JSON.stringify(notices)],
  )
}
