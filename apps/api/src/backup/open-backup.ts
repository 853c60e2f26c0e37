/** Opens a backup and makes sure that it is whole. */
import { Writable, type Readable } from 'node:stream'
import { json } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { refusal } from '../environment/refusal.ts'
import {
  CONTENTS,
  type Contents,
  contentsSchema,
  fileOf,
  MANIFEST,
  type Manifest,
  manifestSchema,
  type TableContents,
} from './contents.ts'
import { createCounting } from './counting.ts'

export interface OpenBackup {
  manifest: Manifest
  contents: Contents
  /** The rows of a table, as COPY reads them. */
  read(table: TableContents): Promise<Readable>
  close(): void
}

/** @throws a refusal that names what is wrong with the file. */
export async function openBackup(file: string): Promise<OpenBackup> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    const isMissing = (error as { code?: string }).code === 'ENOENT'
    throw refusal(
      isMissing ? `There is no file ${file}.` : `${file} is no backup of Relance, or not a whole one.`,
      error,
    )
  })
  try {
    const entries = await entriesOf(zip)
    const read = (name: string): Promise<Readable> => readEntry(zip, entries, name)
    const manifest = manifestSchema.parse(await json(await read(MANIFEST)))
    const contents = contentsSchema.parse(await json(await read(CONTENTS)))
    for (const table of manifest.tables) await compare(await read(fileOf(table)), table, contents)
    return { manifest, contents, read: (table) => read(fileOf(table)), close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw refusal(`${file} is damaged, or no backup of Relance: nothing was restored.`, error)
  }
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', () => resolve(entries))
    zip.once('error', reject)
    zip.readEntry()
  })
}

async function readEntry(zip: ZipFile, entries: ReadonlyMap<string, Entry>, name: string): Promise<Readable> {
  const entry = entries.get(name)
  if (!entry) throw new Error(`${name} is missing.`)
  return zip.openReadStreamPromise(entry)
}

async function compare(rows: Readable, { name }: TableContents, contents: Contents): Promise<void> {
  const { stream, counted } = createCounting()
  await pipeline(rows, stream, new Writable({ write: (_, __, done) => done() }))
  const found = counted()
  const wanted = contents[name]
  if (found.rows !== wanted?.rows || found.sha256 !== wanted.sha256)
    throw new Error(`The rows of ${name} have changed.`)
}
