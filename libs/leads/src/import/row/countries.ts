/** Countries by code and by name, in French and English. */
import { isCountry } from '../../phone/plan.ts'
import { lettersOf } from './words.ts'

const OTHER_NAMES: Readonly<Record<string, string>> = {
  uk: 'GB',
  angleterre: 'GB',
  england: 'GB',
  usa: 'US',
  unitedstatesofamerica: 'US',
  etatsunisdamerique: 'US',
  hollande: 'NL',
  lareunion: 'RE',
  reunion: 'RE',
  fra: 'FR',
  bel: 'BE',
  che: 'CH',
  deu: 'DE',
  gbr: 'GB',
  esp: 'ES',
  ita: 'IT',
  lux: 'LU',
  can: 'CA',
  mar: 'MA',
}

let codes: ReadonlyMap<string, string> | null = null

function codesByName(): ReadonlyMap<string, string> {
  const found = new Map<string, string>(Object.entries(OTHER_NAMES))
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  for (const locale of ['en', 'fr']) {
    const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' })
    for (const first of letters) {
      for (const second of letters) {
        const name = isCountry(first + second) ? names.of(first + second) : undefined
        if (name) found.set(lettersOf(name), first + second)
      }
    }
  }
  return found
}

/** ISO 3166-1, two letters; null when the words are no country's. */
export function countryOf(text: string): string | null {
  const code = text.trim().toUpperCase()
  if (isCountry(code)) return code
  codes ??= codesByName()
  return codes.get(lettersOf(text)) ?? null
}
