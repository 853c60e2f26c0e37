/** Calling codes in words. Only the usual ones have a name; any other is shown as a number. */
const COUNTRIES: Readonly<Record<string, string>> = {
  '1': 'US',
  '31': 'NL',
  '32': 'BE',
  '33': 'FR',
  '34': 'ES',
  '39': 'IT',
  '41': 'CH',
  '44': 'GB',
  '49': 'DE',
  '55': 'BR',
  '91': 'IN',
  '212': 'MA',
  '213': 'DZ',
  '216': 'TN',
  '221': 'SN',
  '225': 'CI',
  '237': 'CM',
  '262': 'RE',
  '351': 'PT',
  '352': 'LU',
  '377': 'MC',
}

/** Null for everywhere else. */
export function countryOf(market: string, locale: string): string | null {
  if (market === '') return null
  const region = COUNTRIES[market]
  const name = region && new Intl.DisplayNames(locale, { type: 'region' }).of(region)
  return name ? `${name} (+${market})` : `+${market}`
}
