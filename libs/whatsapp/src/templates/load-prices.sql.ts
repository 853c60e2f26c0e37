/** Reads what messages of WhatsApp cost: rates, and the category of each template. */
import { dialledDigits } from '@relance/leads/core'
import type { Db } from '@relance/relance'
import type { Category, PricedMessage } from '@relance/relance/core'
import { loadRates } from '@relance/sending'
import { categoryOf, estimateCost } from '@relance/sending/core'

/** In millionths of the company's currency for WhatsApp; null where no rate holds. Outside the window of 24 hours. */
export async function loadPrices(db: Db): Promise<(message: PricedMessage) => number | null> {
  const [settings] = await db.query<{ currency: string }>('select currency from whatsapp_settings')
  const rates = await loadRates(db, settings?.currency ?? '')
  const rows = await db.query<{ id: string; category: string | null }>(
    `select t.id, w.category from templates t
       join whatsapp_templates w on w.name = t.whatsapp_name and w.language = t.whatsapp_language`,
  )
  const categories = new Map<string, Category>(rows.map(({ id, category }) => [id, categoryOf(category ?? '')]))
  return ({ to, templateId, at }) =>
    estimateCost(rates, dialledDigits(to ?? ''), categories.get(templateId) ?? 'marketing', at)
}
