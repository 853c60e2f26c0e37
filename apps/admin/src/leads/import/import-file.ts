/** Sends a file of leads as it is; the server reads it. */
import type { ImportColumns, ImportReport } from '@relance/contract'
import { HttpError } from 'react-admin'
import type { ImportAnswers } from './import-answers.ts'

/** A header and some lines. */
const HEAD_BYTES = 64_000

const isWorkbook = (file: File): boolean => /\.xlsx$/i.test(file.name)

/** A workbook can only be read as a whole. */
export const describeFile = (file: File, sheet?: string): Promise<ImportColumns> =>
  send(
    `leads/import/columns?${new URLSearchParams(sheet === undefined ? {} : { sheet })}`,
    isWorkbook(file) ? file : file.slice(0, HEAD_BYTES),
    file,
  )

export interface ImportOptions {
  mapping: readonly (string | null)[]
  answers: ImportAnswers
  sheet?: string | undefined
  properNames: boolean
  dryRun: boolean
}

/** `onProgress`: from 0 to 1, as the server takes the file in. */
export function importFile(
  file: File,
  { mapping, answers, sheet, properNames, dryRun }: ImportOptions,
  onProgress: (done: number) => void,
): Promise<ImportReport> {
  const query = new URLSearchParams({
    dryRun: String(dryRun),
    properNames: String(properNames),
    mapping: JSON.stringify(mapping),
    answers: JSON.stringify(answers),
    fileName: file.name.slice(0, 200),
    ...(sheet !== undefined && { sheet }),
  })
  return send(`leads/import?${query}`, file, file, onProgress)
}

/** `fetch` tells nothing of what it has sent. */
function send<Answer>(path: string, body: Blob, file: File, onProgress?: (done: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest()
    call.open('POST', `/api/${path}`)
    call.setRequestHeader('Content-Type', isWorkbook(file) ? 'application/octet-stream' : 'text/csv')
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
