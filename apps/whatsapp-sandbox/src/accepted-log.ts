/**
 * What the sandbox accepted: appended to a file before the answer leaves, and read again at the next start. A second file names the
 * messages about which everything was told, so that a restart tells the rest and not everything.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Accepted {
  ordinal: number
  /** Milliseconds on the sandbox's clock. */
  at: number
  messageId: string
  phoneNumberId: string
  to: string
  /** Written to by an id, so that nobody learns the number of it. Absent from logs of before. */
  isHidden?: boolean
  type: 'text' | 'template'
  /** As the person reads it. */
  text: string
  template: string | null
  language: string | null
  category: string
  /** Of the free text of its number and month. */
  isFree: boolean
  /** `biz_opaque_callback_data`. */
  opaque: string | null
}

export interface AcceptedLog {
  add(entry: Omit<Accepted, 'ordinal'>): Accepted
  after(ordinal: number, limit: number): Accepted[]
  /** Free text of a number in the calendar month of `at` (UTC). */
  freeTexts(phoneNumberId: string, at: number): number
  summary(): { accepted: number; distinct: number; twice: string[] }
  /** Everything there was to tell about the message has been taken. */
  noteTold(messageId: string): void
  /** Of former starts, the messages about which something may be left to tell; each is given once. */
  untold(): Accepted[]
  clear(): void
  close(): void
}

const MAX_TWICE = 1_000

/** Without a file the log is in memory only. `write` alone outlives this process; `isSynced` also outlives the machine. */
export function openAcceptedLog(file: string | null, isSynced: boolean): AcceptedLog {
  if (file) mkdirSync(dirname(file), { recursive: true })
  let entries: Accepted[] = file ? linesOf(file).flatMap(readEntry) : []
  const told = new Set(file ? linesOf(`${file}.told`) : [])
  const untold = entries.filter(({ messageId }) => !told.has(messageId))
  const times = new Map<string, number>()
  const count = ({ opaque }: Pick<Accepted, 'opaque'>): void => {
    if (opaque !== null) times.set(opaque, (times.get(opaque) ?? 0) + 1)
  }
  for (const entry of entries) count(entry)
  const free = new Map<string, number>()
  const monthOf = (phoneNumberId: string, at: number): string =>
    `${phoneNumberId} ${new Date(at).toISOString().slice(0, 7)}`
  const countFree = ({ isFree, phoneNumberId, at }: Omit<Accepted, 'ordinal'>): void => {
    if (!isFree) return
    const month = monthOf(phoneNumberId, at)
    free.set(month, (free.get(month) ?? 0) + 1)
  }
  for (const entry of entries) countFree(entry)
  const handle = file ? openSync(file, 'a', 0o600) : null
  const toldHandle = file ? openSync(`${file}.told`, 'a', 0o600) : null
  return {
    add(entry) {
      const accepted = { ordinal: entries.length + 1, ...entry }
      if (handle !== null) {
        writeSync(handle, `${JSON.stringify(accepted)}\n`)
        if (isSynced) fsyncSync(handle)
      }
      entries.push(accepted)
      count(entry)
      countFree(entry)
      return accepted
    },
    after: (ordinal, limit) => entries.slice(ordinal, ordinal + limit),
    freeTexts: (phoneNumberId, at) => free.get(monthOf(phoneNumberId, at)) ?? 0,
    summary: () => ({
      accepted: entries.length,
      distinct: times.size,
      twice: [...times]
        .filter(([, count]) => count > 1)
        .map(([opaque]) => opaque)
        .slice(0, MAX_TWICE),
    }),
    noteTold(messageId) {
      if (toldHandle !== null) writeSync(toldHandle, `${messageId}\n`)
    },
    untold: () => untold.splice(0),
    clear() {
      entries = []
      times.clear()
      free.clear()
    },
    close() {
      for (const one of [handle, toldHandle]) if (one !== null) closeSync(one)
    },
  }
}

const linesOf = (file: string): string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []

/** The last line of a process that was killed may be half of one: it was never answered. */
function readEntry(line: string): Accepted[] {
  try {
    return [JSON.parse(line) as Accepted]
  } catch {
    return []
  }
}
