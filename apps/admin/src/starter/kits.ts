/** A rule, a frequency and three texts for a trade: enough for a first relance. Everything can be changed afterwards. */
import type { Kit, Trade } from './kit.ts'

/** Days after the step before; the first on the day on which the lead arrives. */
const DELAYS: Readonly<Record<Trade, readonly number[]>> = {
  works: [0, 3, 3],
  property: [0, 2, 4],
  training: [0, 2, 5],
  services: [0, 3, 4],
}

export const frequencyOf = (trade: Trade, { frequency }: Kit) => ({
  name: frequency,
  steps: DELAYS[trade].map((value) => ({ after: { value, unit: 'days' } })),
  window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:30' },
  skipHolidays: true,
})

export const templatesOf = ({ rule, texts }: Kit) =>
  texts.map((body, place) => ({ name: `${rule} ${place + 1}`, body }))

/** Of leads that are new or were only contacted; stops at a reply. It is active at once: without leads nothing happens. */
export const ruleOf = ({ rule }: Kit, frequencyId: string, templateIds: readonly string[]) => ({
  name: rule,
  active: true,
  audience: { combinator: 'and', rules: [{ field: 'status', operator: 'in', value: ['new', 'contacted'] }] },
  frequencyId,
  templateIds,
  stopOn: ['replied', 'no_longer_matches'],
})

/** The texts come with the page, in the words of one language. */
export async function kitsIn(language: 'fr' | 'en'): Promise<Readonly<Record<Trade, Kit>>> {
  return language === 'fr' ? (await import('./kits-fr.ts')).kits : (await import('./kits-en.ts')).kits
}
