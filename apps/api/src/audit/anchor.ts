/** Keeps heads of the audit log outside the database: in a file, or at a webhook. */
import { open, appendFile, type FileHandle } from 'node:fs/promises'

const TIMEOUT_MS = 10_000
/** Of the end of a file: far more than a line. */
const TAIL_BYTES = 4_096

export interface Anchor {
  /** The head that was written last; null when there is none. */
  latest(): Promise<string | null>
  write(head: string, at: string): Promise<void>
}

/** Every head in a text of any kind: lines of a log, JSON, a mail. */
export const headsIn = (text: string): string[] => text.match(/\b\d{1,15}:[0-9a-f]{64}\b/g) ?? []

export const openAnchor = (target: string, timeoutMs = TIMEOUT_MS): Anchor =>
  /^https?:/.test(target) ? webhookAnchor(target, timeoutMs) : waitedFor(fileAnchor(target), timeoutMs)

/**
 * The folder of another machine may not answer, and whoever asks for a file of it keeps one of the few threads with which this process
 * asks for files, names and hashes: one question at a time, so that the others go on.
 */
function waitedFor(anchor: Anchor, timeoutMs: number): Anchor {
  let asked: Promise<unknown> | null = null
  const ask = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (asked) throw coded('The file has not answered yet.', 'no_answer')
    const answer = work()
    const over = () => void (asked = null)
    asked = answer.then(over, over)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(coded('The file does not answer.', 'no_answer')), timeoutMs)
    })
    return Promise.race([answer, late]).finally(() => clearTimeout(timer))
  }
  return { latest: () => ask(() => anchor.latest()), write: (head, at) => ask(() => anchor.write(head, at)) }
}

const coded = (message: string, code: string): Error => Object.assign(new Error(message), { code })

function fileAnchor(path: string): Anchor {
  return {
    latest: async () => headsIn(await readTail(path)).at(-1) ?? null,
    write: async (head, at) => {
      // A full disk may have torn the line before: this one's year would complete its head to a false one.
      const isTorn = /[^\n]$/.test(await readTail(path))
      await appendFile(path, `${isTorn ? '\n' : ''}${at} ${head}\n`, { mode: 0o600 })
    },
  }
}

async function readTail(path: string): Promise<string> {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return ''
    throw error
  }
  try {
    const { size } = await file.stat()
    const from = Math.max(0, size - TAIL_BYTES)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, from)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** What a webhook has taken cannot be asked back: this process remembers its own. */
function webhookAnchor(url: string, timeoutMs: number): Anchor {
  let last: string | null = null
  return {
    latest: async () => last,
    write: async (head, at) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ event: 'audit_head', head, at }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      await answer.body?.cancel()
      if (!answer.ok) throw coded('The webhook refused.', `HTTP_${answer.status}`)
      last = head
    },
  }
}
