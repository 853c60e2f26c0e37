/** French puts a space before `: ; ? ! » %` and after `«`; a line never breaks there. */
const ofText = (text: string): string => text.replace(/ (?=[:;?!»€]|%(?!\{))/g, '\u00a0').replace(/« /g, '«\u00a0')

/** A catalogue whose sentences break only where French breaks them. */
export const noBreak = <Words extends object>(words: Words): Words =>
  Object.fromEntries(
    Object.entries(words).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? ofText(value) : noBreak(value as object),
    ]),
  ) as Words
