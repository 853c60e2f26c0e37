/** Reads what messages of WhatsApp cost: rates, and the category of each template. */
import { type Category, categoryOf, estimateCost } from './money.pure.ts'
import type { RecordDecision } from '../decide/decide.ts'
import type { Db } from '../ground/ports.ts'
import { loadRates } from './load-sending.sql.ts'

/** In millionths of the company's currency for WhatsApp; null where no rate holds. Outside the window of 24 hours. */
export async function loadPrices(db: Db): Promise<(relance: { decision: RecordDecision }) => number | null> {
  const [settings] = await db.query<{ currency: string }>('select currency from whatsapp_settings')
  const rates = await loadRates(db, settings?.currency ?? '')
  const rows = await db.query<{ id: string; category: string | null }>(
    `select t.id, w.category from templates t
       join whatsapp_templates w on w.name = t.whatsapp_name and w.language = t.whatsapp_language`,
  )
  const categories = new Map<string, Category>(rows.map(({ id, category }) => [id, categoryOf(category ?? '')]))
  return ({ decision: { lead, template, deliverAt } }) =>
    estimateCost(rates, lead.phone ?? '', categories.get(template.id) ?? 'marketing', deliverAt)
}
