/** A reader of the live events as a browser is one: it comes back with the id of the last event it has seen. */
import { setTimeout as wait } from 'node:timers/promises'
import { API_TOKEN } from './server.ts'

export interface Reader {
  /** Numbers of the events it was told. */
  seen: ReadonlySet<number>
  /** How often it was told to read everything again. */
  resets(): number
  close(): Promise<void>
}

/** Connects to the first of `urls()` that answers, and to the next one when the stream ends: servers come and go. */
export function openReader(urls: () => readonly string[]): Reader {
  const seen = new Set<number>()
  const abort = new AbortController()
  let last = Number.NaN
  let resets = 0
  const note = (text: string): void => {
    const id = Number(/^id: (\d+)$/m.exec(text)?.[1] ?? Number.NaN)
    if (Number.isSafeInteger(id)) {
      seen.add(id)
      last = id
    }
    if (text.includes('"type":"reset"')) resets += 1
  }
  const readOnce = async (url: string): Promise<void> => {
    const headers = {
      Authorization: `Bearer ${API_TOKEN}`,
      ...(!Number.isNaN(last) && { 'Last-Event-ID': String(last) }),
    }
    const response = await fetch(`${url}/api/events`, { headers, signal: abort.signal })
    if (!response.ok || !response.body) return void (await response.body?.cancel())
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of response.body) {
      text += decoder.decode(chunk, { stream: true })
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) note(part)
    }
  }
  const keepReading = async (): Promise<void> => {
    for (let turn = 0; !abort.signal.aborted; turn++) {
      const known = urls()
      await readOnce(known[turn % known.length] ?? '').catch(() => undefined)
      if (!abort.signal.aborted) await wait(200)
    }
  }
  const done = keepReading()
  return {
    seen,
    resets: () => resets,
    close: () => {
      abort.abort()
      return done
    },
  }
}
