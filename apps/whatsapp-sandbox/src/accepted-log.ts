/** What the sandbox accepted: appended to a file before the answer leaves, and kept to be asked about. */
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Accepted {
  ordinal: number
  /** Milliseconds on the sandbox's clock. */
  at: number
  messageId: string
  phoneNumberId: string
  to: string
  type: 'text' | 'template'
  /** As the person reads it. */
  text: string
  template: string | null
  language: string | null
  category: string
  /** `biz_opaque_callback_data`. */
  opaque: string | null
}

export interface AcceptedLog {
  add(entry: Omit<Accepted, 'ordinal'>): Accepted
  after(ordinal: number, limit: number): Accepted[]
  summary(): { accepted: number; distinct: number; twice: string[] }
  clear(): void
  close(): void
}

const MAX_TWICE = 1_000

/** Without a file the log is in memory only. `write` alone outlives this process; `isSynced` also outlives the machine. */
export function openAcceptedLog(file: string | null, isSynced: boolean): AcceptedLog {
  if (file) mkdirSync(dirname(file), { recursive: true })
  const handle = file ? openSync(file, 'a', 0o600) : null
  let entries: Accepted[] = []
  const times = new Map<string, number>()
  return {
    add(entry) {
      const accepted = { ordinal: entries.length + 1, ...entry }
      if (handle !== null) {
        writeSync(handle, `${JSON.stringify(accepted)}\n`)
        if (isSynced) fsyncSync(handle)
      }
      entries.push(accepted)
      if (entry.opaque !== null) times.set(entry.opaque, (times.get(entry.opaque) ?? 0) + 1)
      return accepted
    },
    after: (ordinal, limit) => entries.slice(ordinal, ordinal + limit),
    summary: () => ({
      accepted: entries.length,
      distinct: times.size,
      twice: [...times]
        .filter(([, count]) => count > 1)
        .map(([opaque]) => opaque)
        .slice(0, MAX_TWICE),
    }),
    clear() {
      entries = []
      times.clear()
    },
    close() {
      if (handle !== null) closeSync(handle)
    },
  }
}
