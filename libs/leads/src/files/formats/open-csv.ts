/** Reads a CSV as it arrives: finds its encoding, separator and header, and hands out its records. */
import { decode, encodingOf, EncodingMixed } from './decode.ts'
import { findLayout } from '../find-header.ts'
import { LineTooLong, readLines } from '../read-lines.ts'
import { type Line, type LineCount, readRecords } from '../records.ts'
import type { FileSource, Opened, Table } from '../table.ts'

/** Enough to hold titles, a header and some records. */
const HEAD_CHARACTERS = 64_000

export async function openCsv(source: FileSource): Promise<Opened> {
  const first: { bytes: Uint8Array | null } = { bytes: null }
  const batches = readLines(decode(noticed(source.open(), first)))
  const head: string[] = []
  let length = 0
  try {
    while (length < HEAD_CHARACTERS) {
      const next = await batches.next()
      if (next.done) break
      for (const text of next.value) {
        head.push(text)
        length += text.length
      }
    }
  } catch (error) {
    return { ok: false, refusal: { code: codeOf(error) } }
  }
  if (head[0]) head[0] = head[0].replace(/^\uFEFF/, '')
  const layout = findLayout(head.slice(0, 500))
  if (!layout) return { ok: false, refusal: { code: 'file_empty' } }
  const { separator, headLines, header, hasHeader, samples } = layout
  const count: LineCount = { file: headLines, head: headLines, blank: 0, joined: 0, hidden: 0 }
  const format = { separator, width: header.length, firstLine: headLines + 1, count }
  const records: Table['records'] = (reading) =>
    upToFailure(readRecords(rejoin(head.slice(headLines), batches), { ...format, reading }), count)
  const close = async (): Promise<void> => void (await batches.return(undefined))
  const encoding = encodingOf(first.bytes ?? new Uint8Array())
  const table = { encoding, separator, sheets: [], workbook: null, header, hasHeader, samples, count, records, close }
  return { ok: true, table: { format: 'csv', ...table } }
}

/** Lets bytes through and keeps the first piece of them. */
async function* noticed(
  bytes: AsyncIterable<Uint8Array>,
  first: { bytes: Uint8Array | null },
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    first.bytes ??= piece
    yield piece
  }
}

async function* rejoin(head: string[], rest: AsyncGenerator<string[]>): AsyncGenerator<string[]> {
  yield head
  yield* rest
}

/** A text that cannot be read on ends the file there; what came before is kept. */
async function* upToFailure(records: AsyncGenerator<Line>, count: LineCount): AsyncGenerator<Line> {
  try {
    yield* records
  } catch (error) {
    count.file++
    yield { line: count.file, refusal: { code: codeOf(error) } }
  }
}

function codeOf(error: unknown): 'encoding_mixed' | 'line_too_long' {
  if (error instanceof EncodingMixed) return 'encoding_mixed'
  if (error instanceof LineTooLong) return 'line_too_long'
  throw error
}
