/** Amounts in words of the panel's language; prices of messages have more decimals than a purse. */
import { useLocaleState } from 'react-admin'

export function useMoney(currency: string, decimals = 2): (amount: number) => string {
  const [locale] = useLocaleState()
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: decimals,
  })
  return (amount) => format.format(amount)
}
