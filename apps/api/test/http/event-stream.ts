/** Reads `/api/events` as a browser does, and lets a test wait for a message instead of sleeping. */
export interface Message {
  id: string | null
  topic: string
  type: string
  payload?: { ids: string[] }
  at: number
}

export interface EventStream {
  messages: Message[]
  /** Resolves with the first message, past or to come, that fits. */
  next(fits: (message: Message) => boolean): Promise<Message>
  /** Resolves when the server ends the stream. */
  ended: Promise<void>
  close(): void
}

export async function openEvents(url: string, headers: Record<string, string>): Promise<EventStream> {
  const abort = new AbortController()
  const response = await fetch(`${url}/api/events`, { headers, signal: abort.signal })
  if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}.`)
  const messages: Message[] = []
  const waiting = new Set<() => void>()
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true })
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1]
        if (!data) continue
        messages.push({ ...JSON.parse(data), id: /^id: (.*)$/m.exec(part)?.[1] ?? null, at: Date.now() })
        for (const look of [...waiting]) look()
      }
    }
  }
  const ended = read(response.body).catch(() => undefined)
  return {
    messages,
    ended,
    close: () => abort.abort(),
    next: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = messages.find(fits)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}
