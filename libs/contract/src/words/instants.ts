/** Writes instants for people. */
export interface InstantFormat {
  format(at: Date | number): string
  formatRange(from: Date, to: Date): string
}

/** As `Intl.DateTimeFormat`, but the first of a month is « 1er » in French, which `Intl` writes as « 1 ». */
export function instantFormat(locale: string, options: Intl.DateTimeFormatOptions): InstantFormat {
  const format = new Intl.DateTimeFormat(locale, options)
  if (!locale.startsWith('fr')) return format
  const withFirst = (written: string) => written.replace(/(?<!\p{N})1 (?=\p{L}{3})/u, '1er ')
  return {
    format: (at) => withFirst(format.format(at)),
    formatRange: (from, to) => withFirst(format.formatRange(from, to)),
  }
}
