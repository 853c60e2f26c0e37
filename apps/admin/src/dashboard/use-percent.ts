/** A share as people read it, without decimals; a dash where there is none. */
import { useLocaleState } from 'react-admin'

export function usePercent(): (share: number | null) => string {
  const [locale] = useLocaleState()
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  return (share) => (share === null ? '—' : format.format(share / 100))
}
