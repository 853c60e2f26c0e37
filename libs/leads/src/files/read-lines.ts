/** Physical lines out of pieces of text, in batches. */

/** Ends are `\n`, `\r\n` or `\r`. A line without an end is cut off at a million characters by `onTooLong`. */
export const MAX_LINE = 1_000_000

export class LineTooLong extends Error {
  override name = 'LineTooLong'
}

export async function* readLines(texts: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = ''
  for await (const text of texts) {
    rest += text
    // A carriage return at the very end may be half of a line's end.
    const whole = rest.endsWith('\r') ? rest.slice(0, -1) : rest
    const lines = whole.includes('\r') ? whole.split(/\r\n|\n|\r/) : whole.split('\n')
    rest = (lines.pop() ?? '') + rest.slice(whole.length)
    if (lines.length > 0) yield lines
    if (rest.length > MAX_LINE) throw new LineTooLong('A line has no end.')
  }
  if (rest.endsWith('\r')) rest = rest.slice(0, -1)
  if (rest !== '') yield [rest]
}
