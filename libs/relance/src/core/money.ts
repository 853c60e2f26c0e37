/** What a message costs: rates by calling code, category and day. Amounts are whole millionths of the currency. */

export const CATEGORIES = ['marketing', 'utility', 'authentication', 'service'] as const
export type Category = (typeof CATEGORIES)[number]

export interface RateCard {
  /** The beginning of the numbers it holds for, without `+`; empty is everywhere else. */
  market: string
  category: Category
  priceMicros: number
  /** The instant from which it holds, milliseconds. */
  validFrom: number
}

/** Of the rates that hold at `now`, that of the longest calling code, then the youngest; null when there is none. */
export function estimateCost(
  rates: readonly RateCard[],
  phone: string,
  category: Category,
  now: number,
): number | null {
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
  return best?.priceMicros ?? null
}

/** What WhatsApp names a category; what we do not know is priced as the dearest. */
export function categoryOf(name: string): Category {
  const known = name.toLowerCase()
  return (CATEGORIES as readonly string[]).includes(known) ? (known as Category) : 'marketing'
}
