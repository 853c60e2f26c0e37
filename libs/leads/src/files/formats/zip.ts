/** Entries of a ZIP archive, streamed within limits. Files of strangers alone: backups open theirs in the API. */
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'

/** An archive that is none, or that would unpack to more than it may. */
export class ArchiveRefused extends Error {
  override name = 'ArchiveRefused'

  constructor(readonly why: 'too_large' | 'unreadable') {
    super(why === 'too_large' ? 'The archive unpacks to too much.' : 'This is no archive.')
  }
}

const MAX_ENTRIES = 5_000

export interface Archive {
  names: readonly string[]
  /** Throws ArchiveRefused once more than `limit` bytes have come out. */
  read(name: string, limit: number): AsyncGenerator<string>
  close(): void
}

export async function openArchive(from: string | Uint8Array): Promise<Archive> {
  const options = { lazyEntries: true, autoClose: false }
  const opened = typeof from === 'string' ? openPromise(from, options) : fromBufferPromise(Buffer.from(from), options)
  const zip = await opened.catch((error: unknown) => {
    throw Object.assign(new ArchiveRefused('unreadable'), { cause: error })
  })
  const entries = await entriesOf(zip)
  return {
    names: [...entries.keys()],
    read: (name, limit) => readEntry(zip, entries.get(name), limit),
    close: () => zip.close(),
  }
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    zip.on('entry', (entry: Entry) => {
      if (entries.size >= MAX_ENTRIES) return reject(new ArchiveRefused('too_large'))
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', () => resolve(entries))
    zip.once('error', () => reject(new ArchiveRefused('unreadable')))
    zip.readEntry()
  })
}

/** The sizes an archive states are not believed: what comes out is counted. */
async function* readEntry(zip: ZipFile, entry: Entry | undefined, limit: number): AsyncGenerator<string> {
  if (!entry) return
  const stream = await zip.openReadStreamPromise(entry).catch(() => {
    throw new ArchiveRefused('unreadable')
  })
  const decoder = new TextDecoder()
  let length = 0
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      length += chunk.length
      if (length > limit) throw new ArchiveRefused('too_large')
      yield decoder.decode(chunk, { stream: true })
    }
  } catch (error) {
    throw error instanceof ArchiveRefused ? error : new ArchiveRefused('unreadable')
  } finally {
    stream.destroy()
  }
}
