/** What a message costs: rates by calling code, category and day. Amounts are whole millionths of the currency. */
import { CATEGORIES, type Category } from '@relance/relance/core'

export interface RateCard {
  /** The beginning of the numbers it holds for, without `+`; empty is everywhere else. */
  market: string
  category: Category
  priceMicros: number
  /** The instant from which it holds, milliseconds. */
  validFrom: number
  /** How many messages of the category each sending number has free in a calendar month. */
  freePerMonth: number
}

/**
 * Null when no rate holds at `now`. `sentBefore`: messages of the category that the number has sent this month, for a rate that
 * begins with free ones; without it, what those after them cost.
 */
export function estimateCost(
  rates: readonly RateCard[],
  phone: string,
  category: Category,
  now: number,
  sentBefore: number = Number.POSITIVE_INFINITY,
): number | null {
  const rate = rateOf(rates, phone, category, now)
  if (!rate) return null
  return sentBefore < rate.freePerMonth ? 0 : rate.priceMicros
}

/** What a country without a rate is taken to cost, so that a budget ends there too: the dearest of the category; null without any. */
export function dearestCost(rates: readonly RateCard[], category: Category, now: number): number | null {
  const prices = rates.flatMap(({ market }) => rateOf(rates, market, category, now)?.priceMicros ?? [])
  return prices.length === 0 ? null : Math.max(...prices)
}

/** Of the rates that hold at `now`, that of the longest calling code, then the youngest; null when there is none. */
function rateOf(rates: readonly RateCard[], phone: string, category: Category, now: number): RateCard | null {
  const digits = phone.replace(/^\+/, '')
  let best: RateCard | null = null
  for (const rate of rates) {
    if (rate.category !== category || rate.validFrom > now || !digits.startsWith(rate.market)) continue
    const isBetter =
      best === null ||
      rate.market.length > best.market.length ||
      (rate.market.length === best.market.length && rate.validFrom > best.validFrom)
    if (isBetter) best = rate
  }
  return best
}

/** As a channel names a category; what we do not know is priced as the dearest. */
export function categoryOf(name: string): Category {
  const known = name.toLowerCase()
  return (CATEGORIES as readonly string[]).includes(known) ? (known as Category) : 'marketing'
}
