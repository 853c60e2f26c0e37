/** One call to the API: JSON in and out, problems as errors that forms understand. */
import type { Problem } from '@relance/contract'
import { HttpError } from 'react-admin'
import { i18nProvider } from './i18n-provider.ts'

/** The server answers within 25 seconds, and proxies cut after 30; what takes longer is a network that went silent. */
const TIMEOUT_MS = 60_000

let latest: string | null = null

/** Every sign-in begins a session: an answer to the one before says nothing about the one at hand. */
let session = 0
export const beginSession = (): void => {
  session += 1
}

let tellSignedOut: (error: HttpError) => void = () => undefined
/** Is told of each answer that the session has ended; returns how to stop being told. */
export function onSignedOut(tell: (error: HttpError) => void): () => void {
  tellSignedOut = tell
  return () => {
    tellSignedOut = () => undefined
  }
}

/** What the server calls the request that was refused. */
export const requestIdOf = (error: Error): string | null =>
  (error as { body?: { requestId?: string | null } }).body?.requestId ?? null

/** What the server calls the latest request it answered: with it, its log can be searched. */
export const latestRequestId = (): string | null => latest

export async function request<Answer>(
  path: string,
  options: { method?: string; body?: unknown; language?: string; ifMatch?: string } = {},
): Promise<{ json: Answer; headers: Headers }> {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': document.documentElement.lang })
  if (options.body !== undefined) headers.set('Content-Type', 'application/json')
  if (options.ifMatch !== undefined) headers.set('If-Match', options.ifMatch)
  const sentIn = session
  const { response, text } = await fetch(`/api/${path}`, {
    method: options.method ?? 'GET',
    headers,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  })
    .then(async (answer) => ({ response: answer, text: await answer.text() }))
    .catch(() => {
      throw new HttpError(i18nProvider.translate('failure.unreachable'), 0)
    })
  const requestId = response.headers.get('x-request-id')
  latest = requestId ?? latest
  const json = readJson(text, response.status, requestId)
  if (response.ok) return { json: json as Answer, headers: response.headers }
  const { code, detail, errors, preflight, secondFactor } = json as Problem
  const isOfBefore = response.status === 401 && sentIn !== session
  const error = new HttpError(detail, isOfBefore ? 0 : response.status, {
    errors: { ...errors, root: { serverError: detail } },
    preflight,
    requestId,
    code,
    secondFactor,
  })
  // What signing in and out is answered is for who asked.
  if (error.status === 401 && !path.startsWith('auth/')) tellSignedOut(error)
  throw error
}

/** A proxy in between answers with pages of its own. */
function readJson(text: string, status: number, requestId: string | null): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpError(i18nProvider.translate('failure.unreadable', { status }), status, { requestId })
  }
}
