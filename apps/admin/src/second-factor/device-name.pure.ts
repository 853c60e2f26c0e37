const DEVICES = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Macintosh', 'Mac'],
  ['Windows', 'Windows'],
  ['CrOS', 'Chromebook'],
  ['Linux', 'Linux'],
] as const

/** What a person may call the device at hand; empty when the browser does not say. */
export const deviceName = (userAgent: string): string => DEVICES.find(([sign]) => userAgent.includes(sign))?.[1] ?? ''
