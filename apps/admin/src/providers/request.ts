/** One call to the API: JSON in and out, problems as errors that forms understand. */
import type { Problem } from '@relance/contract'
import { HttpError } from 'react-admin'

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
  })
  const text = await response.text()
  const json = text === '' ? null : JSON.parse(text)
  if (response.ok) return { json, headers: response.headers }
  const { detail, errors } = json as Problem
  throw new HttpError(detail, response.status, { errors: { ...errors, root: { serverError: detail } } })
}
