/** One change for many records: what can be done is done, the rest is refused record by record. */
import { type BulkReport, languageOf, problemWords } from '@relance/contract'
import { Refused } from './refused.ts'

/** `work` is a transaction of its own for each id. */
export async function eachRecord(
  ids: readonly string[],
  acceptLanguage: string | undefined,
  work: (id: string) => Promise<unknown>,
): Promise<BulkReport> {
  const report: BulkReport = { done: [], refused: [] }
  const language = languageOf(acceptLanguage)
  for (const id of new Set(ids)) {
    try {
      await work(id)
      report.done.push(id)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { code, details } = error
      const fields = (details.refusals ?? []).map(({ field, code: why }) => ({ field, code: why }))
      const { detail } = problemWords(language, code, details.params)
      report.refused.push({ id, code, detail, ...(fields.length > 0 && { refusals: fields }) })
    }
  }
  return report
}
