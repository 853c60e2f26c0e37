/** A statement as a trace may show it: values travel apart from it, and what is written into it is left out as well. */

const MOST = 1_000

export interface Statement {
  /** Its first word, in capitals. */
  operation: string
  text: string
}

export function statementOf(sql: string): Statement {
  const text = sql
    .replaceAll(/--[^\n]*/g, ' ')
    .replaceAll(/'(?:[^']|'')*'/g, '?')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const operation = (/^[a-z]+/i.exec(text)?.[0] ?? 'query').toUpperCase()
  return { operation, text: text.length > MOST ? `${text.slice(0, MOST)}…` : text }
}
