/** The rate card, and what of it is still free this month. */
import type { Db } from '@relance/relance'
import type { Category } from '@relance/relance/core'
import { instant, ms } from '@relance/relance/sql'
import type { RateCard } from './money.pure.ts'

export function loadRates(db: Db, currency: string): Promise<RateCard[]> {
  return db.query<RateCard>(
    `select market, category, price_micros::float8 as "priceMicros", free_per_month as "freePerMonth",
            ${ms('valid_from::timestamp at time zone (select time_zone from settings)')} as "validFrom"
       from rate_cards where currency = $1`,
    [currency],
  )
}

/**
 * What a number has sent since the month began where the company is, by category and up to what is free of it; without `except`,
 * which are to be sent now. The number's row must be held, so that nobody counts the same free message twice.
 */
export async function readSentThisMonth(
  tx: Db,
  {
    numberId,
    rates,
    except,
    now,
  }: { numberId: string; rates: readonly RateCard[]; except: readonly string[]; now: number },
): Promise<Map<Category, number>> {
  const most = new Map<Category, number>()
  for (const { category, freePerMonth } of rates) {
    if (freePerMonth > 0) most.set(category, Math.max(freePerMonth, most.get(category) ?? 0))
  }
  if (most.size === 0) return new Map()
  const rows = await tx.query<{ category: Category; sent: number }>(
    `select c.category, (select count(*)::int from (
              select from whatsapp_sends x
               where x.number_id = $1 and x.category = c.category and (x.failed_at is null or x.delivered_at is not null)
                 and x.taken_at >= date_trunc('month', ${instant('$2')} at time zone g.time_zone) at time zone g.time_zone
                 and x.relance_id <> all($3::uuid[]) limit c.most) y) as sent
       from settings g, unnest($4::text[], $5::int[]) c(category, most)`,
    [numberId, now, except, [...most.keys()], [...most.values()]],
  )
  return new Map(rows.map(({ category, sent }) => [category, sent]))
}
