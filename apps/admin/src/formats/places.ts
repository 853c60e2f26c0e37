/** Countries and time zones to choose from, as the browser knows them. */
import { COUNTRIES } from '@relance/contract/settings-registry'

interface Place {
  id: string
  name: string
}

export function countries(language: 'fr' | 'en'): Place[] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const order = new Intl.Collator(language)
  return COUNTRIES.map((id) => ({ id, name: names.of(id) ?? id })).sort((a, b) => order.compare(a.name, b.name))
}

export const timeZones = (): Place[] => Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: id }))
