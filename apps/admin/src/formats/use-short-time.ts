/** An instant in a few words: the hour today, else the day. */
import { useLocaleState } from 'react-admin'

export function useShortTime(): (iso: string) => string {
  const [locale] = useLocaleState()
  const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' })
  return (iso) => {
    const at = new Date(iso)
    return at.toDateString() === new Date().toDateString() ? hour.format(at) : `${day.format(at)}, ${hour.format(at)}`
  }
}
