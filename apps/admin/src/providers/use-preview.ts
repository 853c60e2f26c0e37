/** Asks the server what an unsaved record would come to, a moment after the last key. */
import { useEffect, useState } from 'react'
import { useLocaleState } from 'react-admin'
import { request } from './request.ts'

const WAIT_MS = 400

/** Null until there is an answer; `refusal` is why there is none. */
export function usePreview<Preview>(
  path: string,
  body: object | null,
): { preview: Preview | null; refusal: string | null } {
  const [answer, setAnswer] = useState<{ preview: Preview | null; refusal: string | null }>({
    preview: null,
    refusal: null,
  })
  const [locale] = useLocaleState()
  const text = body === null ? null : JSON.stringify(body)
  useEffect(() => {
    if (text === null) return
    let isStale = false
    const timer = setTimeout(async () => {
      try {
        const { json } = await request<Preview>(path, { method: 'POST', body: JSON.parse(text), language: locale })
        if (!isStale) setAnswer({ preview: json, refusal: null })
      } catch (error) {
        if (!isStale) setAnswer({ preview: null, refusal: firstRefusal(error) })
      }
    }, WAIT_MS)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [path, text, locale])
  return answer
}

/** The words for the first refused field, else those of the whole problem. */
function firstRefusal(error: unknown): string {
  const { message, body } = error as { message: string; body?: { errors?: Record<string, unknown> } }
  const { root: _, ...errors } = body?.errors ?? {}
  return Object.values(errors).find((one) => typeof one === 'string') ?? message
}
