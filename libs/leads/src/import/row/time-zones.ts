/** Time zones as people and tools name them, to propose one: what a file means is for a person to say. */
import { countryOf } from './countries.ts'
import { nearest } from './near.ts'
import { lettersOf } from './words.ts'
import { DAY_MS } from '../../lead-values.ts'

/** French names of cities, places without a zone of their own name, and what Windows calls zones. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  bruxelles: 'Europe/Brussels',
  londres: 'Europe/London',
  geneve: 'Europe/Zurich',
  geneva: 'Europe/Zurich',
  lausanne: 'Europe/Zurich',
  berne: 'Europe/Zurich',
  lisbonne: 'Europe/Lisbon',
  lyon: 'Europe/Paris',
  marseille: 'Europe/Paris',
  bordeaux: 'Europe/Paris',
  toulouse: 'Europe/Paris',
  lille: 'Europe/Paris',
  nantes: 'Europe/Paris',
  metropole: 'Europe/Paris',
  francemetropolitaine: 'Europe/Paris',
  barcelone: 'Europe/Madrid',
  milan: 'Europe/Rome',
  munich: 'Europe/Berlin',
  genes: 'Europe/Rome',
  varsovie: 'Europe/Warsaw',
  athenes: 'Europe/Athens',
  moscou: 'Europe/Moscow',
  montreal: 'America/Toronto',
  quebec: 'America/Toronto',
  rabat: 'Africa/Casablanca',
  alger: 'Africa/Algiers',
  dakar: 'Africa/Dakar',
  douala: 'Africa/Douala',
  yaounde: 'Africa/Douala',
  lacaire: 'Africa/Cairo',
  lecaire: 'Africa/Cairo',
  saintdenis: 'Indian/Reunion',
  mamoudzou: 'Indian/Mayotte',
  fortdefrance: 'America/Martinique',
  pointeapitre: 'America/Guadeloupe',
  papeete: 'Pacific/Tahiti',
  sanfrancisco: 'America/Los_Angeles',
  washington: 'America/New_York',
  romance: 'Europe/Paris',
  weurope: 'Europe/Berlin',
  centraleurope: 'Europe/Budapest',
  centraleuropean: 'Europe/Paris',
  europecentrale: 'Europe/Paris',
  gmtstandard: 'Europe/London',
  morocco: 'Africa/Casablanca',
  eastern: 'America/New_York',
  central: 'America/Chicago',
  mountain: 'America/Denver',
  pacific: 'America/Los_Angeles',
}

/** Where most people of a country live that has several zones. */
const MAIN: Readonly<Record<string, string>> = {
  ES: 'Europe/Madrid',
  PT: 'Europe/Lisbon',
  DE: 'Europe/Berlin',
  US: 'America/New_York',
  CA: 'America/Toronto',
  BR: 'America/Sao_Paulo',
  AU: 'Australia/Sydney',
  MX: 'America/Mexico_City',
  CD: 'Africa/Kinshasa',
}

/** What surrounds a name: `Heure de Paris`, `Eastern Time (US & Canada)`, `Romance Standard Time`. */
const AROUND =
  /\b(?:heure|hora|fuseau|horaire|time|zone|standard|daylight|summer|winter|normale|d['’]|d[ue]|l['’]|of)\b/gi

const MAX_PROPOSALS = 5

let names: readonly (readonly [string, string])[] | null = null

function zonesByName(): readonly (readonly [string, string])[] {
  return (names ??= [
    ...Object.entries(OTHER_NAMES),
    ...Intl.supportedValuesOf('timeZone').flatMap((zone) => {
      const city = lettersOf(zone.slice(zone.lastIndexOf('/') + 1))
      return [[city, zone] as const, [lettersOf(zone), zone] as const]
    }),
  ])
}

/** The likeliest first. `own` is the company's zone, `now` in milliseconds. */
export function proposeTimeZones(text: string, own: string, now: number): string[] {
  const offset = offsetIn(text)
  // `(UTC+01:00) Brussels, Copenhagen, Madrid, Paris`: the cities say more than the offset.
  const words = text.replace(OFFSET, ' ').replace(/\([^)]*(?:US|utc)[^)]*\)/gi, ' ')
  const parts = [words, ...words.split(/[,;()/]|\s-\s/)].map((part) => part.replace(AROUND, ' ').trim()).filter(Boolean)
  const found = new Set(parts.flatMap(zonesNamed))
  if (found.has(own)) return [own, ...[...found].filter((zone) => zone !== own)].slice(0, MAX_PROPOSALS)
  if (found.size === 0 && offset !== null) for (const zone of zonesAt(offset, own, now)) found.add(zone)
  return [...found].slice(0, MAX_PROPOSALS)
}

function zonesNamed(text: string): string[] {
  const letters = lettersOf(text)
  if (letters === '') return []
  const same = zonesByName().flatMap(([name, zone]) => (name === letters ? zone : []))
  if (same.length > 0) return same
  const country = countryOf(text)
  if (country !== null) return zonesOfCountry(country)
  return nearest(text, zonesByName())
}

/** `timeZones` became `getTimeZones()` in later engines. */
function zonesOfCountry(country: string): string[] {
  const locale = new Intl.Locale(`und-${country}`) as { timeZones?: string[]; getTimeZones?: () => string[] }
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? []
  const main = MAIN[country]
  return main === undefined ? zones : [main, ...zones.filter((zone) => zone !== main)]
}

const OFFSET = /(?:\b(?:utc|gmt)\s*|^\s*)([+-−])\s*(\d{1,2})(?:[:h]?(\d{2}))?\b/i

/** Minutes east of UTC. */
function offsetIn(text: string): number | null {
  const [, sign, hours, minutes = '0'] = OFFSET.exec(text) ?? []
  if (!hours || +hours > 14 || +minutes > 59) return null
  return (sign === '+' ? 1 : -1) * (+hours * 60 + +minutes)
}

/** The company's zone where it has that offset now or in half a year, then the zone that always has it. */
function zonesAt(offset: number, own: string, now: number): string[] {
  const halfYear = 182 * DAY_MS
  const isOwn = [now, now + halfYear].some((at) => offsetOf(own, at) === offset)
  const hours = offset / 60
  const fixed = Number.isInteger(hours)
    ? [hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`]
    : []
  return isOwn ? [own, ...fixed] : fixed
}

function offsetOf(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const [, sign, hours = '0', minutes = '0'] =
    /GMT(?:([+-])(\d\d):(\d\d))?/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (+hours * 60 + +minutes)
}
