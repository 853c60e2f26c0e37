/** Countries and time zones to choose from, as the browser knows them. */
import { COUNTRIES } from '@relance/contract/settings-registry'

interface Place {
  id: string
  name: string
}

const known = new Map<string, readonly Place[]>()

/** The same objects each time: a field takes a choice that is another object for a new one, and throws away what is being typed. */
function once(name: string, read: () => Place[]): readonly Place[] {
  const places = known.get(name) ?? read()
  known.set(name, places)
  return places
}

export const countries = (language: 'fr' | 'en'): readonly Place[] => once(language, () => readCountries(language))

function readCountries(language: 'fr' | 'en'): Place[] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const order = new Intl.Collator(language)
  return COUNTRIES.map((id) => ({ id, name: names.of(id) ?? id })).sort((a, b) => order.compare(a.name, b.name))
}

export const timeZones = (): readonly Place[] =>
  once('zones', () => Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: id })))
