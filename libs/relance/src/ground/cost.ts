/** What messages cost. `micros`: millionths of the currency; `unpriced`: how many no rate holds for. */
export interface MessageCost {
  micros: number
  unpriced: number
}

/** What messages are priced by. */
export const CATEGORIES = ['marketing', 'utility', 'authentication', 'service'] as const
export type Category = (typeof CATEGORIES)[number]
