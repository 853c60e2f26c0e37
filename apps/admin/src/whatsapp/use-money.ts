/** Amounts in words of the panel's language; prices of messages have more decimals than a purse. */
import { useLocaleState } from 'react-admin'

/** A price has as many as are kept. */
export const PRICE_DECIMALS = 6

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
