/** Sends a file of leads as it is; the server reads it. */
import type { ImportColumns, ImportReport } from '@relance/contract'
import { HttpError } from 'react-admin'
import type { ImportAnswers } from './import-answers.ts'

/** A header and some lines. */
const HEAD_BYTES = 64_000

/** Whatever its name: ZIP, which can only be read as a whole. */
const isArchive = async (file: File): Promise<boolean> => (await file.slice(0, 2).text()) === 'PK'

export async function describeFile(file: File, sheet?: string): Promise<ImportColumns> {
  const query = new URLSearchParams(sheet === undefined ? {} : { sheet })
  return send(`leads/import/columns?${query}`, (await isArchive(file)) ? file : file.slice(0, HEAD_BYTES))
}

export interface ImportOptions {
  mapping: readonly (string | null)[]
  answers: ImportAnswers
  sheet?: string | undefined
  properNames: boolean
  dryRun: boolean
}

/** `onProgress`: from 0 to 1, as the server takes the file in. */
export const importFile = (
  file: File,
  options: ImportOptions,
  onProgress: (done: number) => void,
): Promise<ImportReport> => send('leads/import', bodyOf(file, options), { onProgress })

/** Every refused line, in the columns of the file, with the reason: to be mended and imported. */
export const refusedLines = (file: File, options: ImportOptions): Promise<Blob> =>
  send('leads/import', bodyOf(file, { ...options, dryRun: true }), { accept: 'text/csv' })

/** A form, since the places of many columns and many answers are too long for an address. */
function bodyOf(file: File, { mapping, answers, sheet, properNames, dryRun }: ImportOptions): FormData {
  const form = new FormData()
  form.set('dryRun', String(dryRun))
  form.set('properNames', String(properNames))
  form.set('mapping', JSON.stringify(mapping))
  form.set('answers', JSON.stringify(answers))
  form.set('fileName', file.name.slice(0, 200))
  if (sheet !== undefined) form.set('sheet', sheet)
  form.set('file', file)
  return form
}

interface Sending {
  onProgress?: (done: number) => void
  accept?: 'text/csv'
}

/** `fetch` tells nothing of what it has sent. */
function send<Answer>(path: string, body: Blob | FormData, { onProgress, accept }: Sending = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest()
    call.open('POST', `/api/${path}`)
    if (body instanceof Blob) call.setRequestHeader('Content-Type', 'application/octet-stream')
    if (accept) call.setRequestHeader('Accept', accept)
    call.setRequestHeader('Accept-Language', document.documentElement.lang)
    call.responseType = accept ? 'blob' : 'json'
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
