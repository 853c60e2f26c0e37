/** One call to the API: JSON in and out, problems as errors that forms understand. */
import type { Problem } from '@relance/contract'
import { HttpError } from 'react-admin'
import { i18nProvider } from './i18n-provider.ts'

let latest: string | null = null

/** What the server calls the latest request it answered: with it, its log can be searched. */
export const latestRequestId = (): string | null => latest

export async function request<Answer>(
  path: string,
  options: { method?: string; body?: unknown; language?: string } = {},
): Promise<{ json: Answer; headers: Headers }> {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': document.documentElement.lang })
  if (options.body !== undefined) headers.set('Content-Type', 'application/json')
  const response = await fetch(`/api/${path}`, {
    method: options.method ?? 'GET',
    headers,
    credentials: 'same-origin',
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  }).catch(() => {
    throw new HttpError(i18nProvider.translate('failure.unreachable'), 0)
  })
  latest = response.headers.get('x-request-id') ?? latest
  const json = readJson(await response.text(), response.status)
  if (response.ok) return { json: json as Answer, headers: response.headers }
  const { detail, errors, preflight } = json as Problem
  throw new HttpError(detail, response.status, { errors: { ...errors, root: { serverError: detail } }, preflight })
}

/** A proxy in between answers with pages of its own. */
function readJson(text: string, status: number): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpError(i18nProvider.translate('failure.unreadable', { status }), status)
  }
}
