/** The lines of a file that were refused, as they were, with the reason beside them: to be mended and imported again. */
import type { ImportColumns } from '@relance/contract'
import type { ImportReport } from '@relance/contract'

/** Where each line of the file begins counts from 1; a quoted cell may go over several lines. */
function recordsOf(text: string): Map<number, string> {
  const records = new Map<number, string>()
  let line = 1
  let start = 1
  let record = ''
  let isQuoted = false
  for (const part of text.split(/(?<=\n)/)) {
    record += part
    if ((part.match(/"/g)?.length ?? 0) % 2 === 1) isQuoted = !isQuoted
    line++
    if (isQuoted) continue
    records.set(start, record.replace(/\r?\n$/, ''))
    start = line
    record = ''
  }
  if (record) records.set(start, record)
  return records
}

const quoted = (text: string): string => `"${text.replace(/"/g, '""')}"`

/** `words` says why a line was refused. */
export async function errorFile(
  file: File,
  { encoding, separator }: ImportColumns,
  { refusals }: ImportReport,
  headings: { line: string; reason: string },
  words: (refusal: ImportReport['refusals'][number]) => string,
): Promise<Blob> {
  const text = new TextDecoder(encoding).decode(await file.arrayBuffer())
  const records = recordsOf(text)
  const header = [...records.values()].find((record) => !/^sep=/i.test(record)) ?? ''
  const reasons = new Map<number, string[]>()
  for (const refusal of refusals) reasons.set(refusal.line, [...(reasons.get(refusal.line) ?? []), words(refusal)])
  const rows = [...reasons].map(([line, why]) =>
    [records.get(line) ?? '', line, quoted(why.join(' ; '))].join(separator),
  )
  const first = [header, headings.line, headings.reason].join(separator)
  return new Blob([`\uFEFF${[first, ...rows].join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' })
}
