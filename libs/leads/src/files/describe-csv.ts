/** Says how the beginning of a file is read: encoding, separator, columns, where each would go, and what is in it. */
import { type ColumnTarget, readHeader, targetOf } from '../import/row/header.ts'
import { decode, encodingOf } from './decode.ts'
import { type FileRefusal, openCsv } from './read-csv.ts'

export interface CsvDescription {
  encoding: string
  separator: string
  columns: { name: string; target: ColumnTarget; samples: string[] }[]
}

const HEAD_BYTES = 256_000
const SAMPLES = 3
const LONGEST_SAMPLE = 80

/** Reads all of it, looks at the first 256 kB: a cut-off last line does no harm. */
export async function describeCsv(
  source: AsyncIterable<Uint8Array>,
): Promise<{ ok: true; description: CsvDescription } | { ok: false; refusal: FileRefusal }> {
  const head = await headOf(source)
  const opened = await openCsv(decode(once(head)))
  if (!opened.ok) return opened
  const { separator, header, records } = opened.csv
  const rows: string[][] = []
  for await (const record of records) {
    if ('cells' in record) rows.push(record.cells)
    if (rows.length === SAMPLES) break
  }
  const targets = readHeader(header.cells).map(targetOf)
  const columns = header.cells.map((name, place) => ({
    name,
    target: targets[place] ?? null,
    samples: rows.map((cells) => (cells[place] ?? '').slice(0, LONGEST_SAMPLE)).filter(Boolean),
  }))
  return { ok: true, description: { encoding: encodingOf(head), separator, columns } }
}

async function headOf(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES)
  let length = 0
  for await (const chunk of source) {
    const kept = chunk.subarray(0, HEAD_BYTES - length)
    head.set(kept, length)
    length += kept.length
  }
  return head.subarray(0, length)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
