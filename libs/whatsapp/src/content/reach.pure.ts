/** Where WhatsApp delivers what. */
import { countryOfPhone } from '@relance/leads/core'
import type { Category } from '@relance/relance/core'

/** Marketing templates to these countries are accepted and not delivered (131049): the United States since April 2025. */
const WITHOUT_MARKETING: readonly string[] = ['US']

/** `to` is a number, or an id that begins with the country. */
export function reaches(to: string, category: Category): boolean {
  if (category !== 'marketing') return true
  const country = to.startsWith('+') ? countryOfPhone(to) : to.split('.', 1)[0]
  return !WITHOUT_MARKETING.includes(country ?? '')
}
