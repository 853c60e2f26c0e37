/** One request for many records, wherever the panel changes or deletes more than one. */
import type { BulkReport } from '@relance/contract'
import { HttpError } from 'react-admin'
import { request } from './request.ts'

/** The server takes so many at once. */
const BULK = 500

/** What is refused is listed, the rest is done. */
export async function changeMany(
  resource: string,
  ids: readonly string[],
  how: { method: 'PUT'; body: object } | { method: 'DELETE' },
): Promise<BulkReport> {
  const whole: BulkReport = { done: [], refused: [] }
  for (let from = 0; from < ids.length; from += BULK) {
    const query = new URLSearchParams({ filter: JSON.stringify({ id: ids.slice(from, from + BULK) }) })
    const { json } = await request<BulkReport>(`${resource}?${query}`, how)
    whole.done.push(...json.done)
    whole.refused.push(...json.refused)
  }
  return whole
}

/** For react-admin, which knows no half success. @throws what the server says of the first record it refused. */
export function doneOf({ done, refused }: BulkReport): { data: string[] } {
  const [first] = refused
  if (first) throw new HttpError(first.detail, 409, { errors: { root: { serverError: first.detail } } })
  return { data: done }
}
