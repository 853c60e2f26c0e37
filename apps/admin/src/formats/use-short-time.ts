/** An instant in a few words: the hour today, else the day. */
import { instantFormat } from '@relance/contract/instants'
import { useLocaleState } from 'react-admin'

export function useShortTime(): (iso: string) => string {
  const [locale] = useLocaleState()
  const hour = instantFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const day = instantFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' })
  return (iso) => {
    const at = new Date(iso)
    return at.toDateString() === new Date().toDateString() ? hour.format(at) : `${day.format(at)}, ${hour.format(at)}`
  }
}
