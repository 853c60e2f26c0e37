/** How long ago an instant is, in the words of the language: "il y a 3 jours". */
import { useLocaleState } from 'react-admin'

const UNITS = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
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
