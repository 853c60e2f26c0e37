/** Sends a file of leads as it is; the server reads it. */
import type { ImportColumns, ImportReport } from '@relance/contract'
import { HttpError } from 'react-admin'

/** A header and some lines. */
const HEAD_BYTES = 64_000

export const describeFile = (file: File): Promise<ImportColumns> =>
  send('leads/import/columns', file.slice(0, HEAD_BYTES))

interface Options {
  mapping: readonly (string | null)[]
  dryRun: boolean
  /** From 0 to 1, as the server takes the file in. */
  onProgress(done: number): void
}

export function importFile(file: File, { mapping, dryRun, onProgress }: Options): Promise<ImportReport> {
  const query = new URLSearchParams({ dryRun: String(dryRun), mapping: JSON.stringify(mapping) })
  return send(`leads/import?${query}`, file, onProgress)
}

/** `fetch` tells nothing of what it has sent. */
function send<Answer>(path: string, body: Blob, onProgress?: (done: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest()
    call.open('POST', `/api/${path}`)
    call.setRequestHeader('Content-Type', 'text/csv')
    call.setRequestHeader('Accept-Language', document.documentElement.lang)
    call.responseType = 'json'
    call.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    call.onload = () => {
      const answer = call.response as (Answer & { detail?: string }) | null
      if (call.status === 200 && answer) resolve(answer)
      else reject(new HttpError(answer?.detail ?? String(call.status), call.status))
    }
    call.onerror = () => reject(new HttpError('', 0))
    call.send(body)
  })
}
