/** What a kit is made of. */
export const TRADES = ['works', 'property', 'training', 'services'] as const
export type Trade = (typeof TRADES)[number]

export interface Kit {
  rule: string
  frequency: string
  texts: readonly [string, string, string]
}
