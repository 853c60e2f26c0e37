/** How long ago an instant is, in the words of the language: "il y a 3 jours". */
import { useLocaleState } from 'react-admin'
import { DAY, HOUR } from './time.ts'

const UNITS = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', 60_000],
] as const

export function useAgo(): (iso: string) => string {
  const [locale] = useLocaleState()
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return (iso) => {
    const ms = Date.parse(iso) - Date.now()
    const [unit, size] = UNITS.find(([, length]) => Math.abs(ms) >= length) ?? (['minute', 60_000] as const)
    return format.format(Math.round(ms / size), unit)
  }
}
