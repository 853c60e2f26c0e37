/** Countries by code and by name, in French and English. */
import { callingCodeOf, isCountry } from '../../phone/plan.ts'
import { nearest } from './near.ts'
import { lettersOf, tokensOf } from './words.ts'

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

/** Countries that share a calling code: who of them is meant most often. */
const MAIN_OF_CODE: Readonly<Record<string, string>> = {
  1: 'US',
  7: 'RU',
  44: 'GB',
  39: 'IT',
  47: 'NO',
  61: 'AU',
  212: 'MA',
  262: 'RE',
  590: 'GP',
}

const MAX_PROPOSALS = 5

/** Countries the words may mean, the likeliest first: `Belgqiue`, `France (FR)`, `FR - France`, `+32`. */
export function proposeCountries(text: string): string[] {
  codes ??= codesByName()
  const [, code] = /^(?:\+|00)?(\d{1,3})$/.exec(text.trim()) ?? []
  if (code !== undefined) return countriesOfCode(code)
  const parts = text.split(/[^\p{L}\p{M}' -]+|\s-\s/u).filter((part) => part.trim() !== '')
  const named = [...parts, ...tokensOf(text).filter((token) => token.length > 2)].flatMap(
    (part) => countryOf(part) ?? [],
  )
  return [...new Set([...named, ...nearest(text, codes)])].slice(0, MAX_PROPOSALS)
}

function countriesOfCode(code: string): string[] {
  codes ??= codesByName()
  const found = [...new Set(codes.values())].filter((country) => callingCodeOf(country) === code)
  const main = MAIN_OF_CODE[code]
  return main === undefined ? found.slice(0, MAX_PROPOSALS) : [main]
}
