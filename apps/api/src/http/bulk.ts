/** One change for many records: what can be done is done, the rest is refused record by record. */
import { type BulkReport, languageOf, problemWords } from '@relance/contract'
import { Refused } from './refused.ts'

/** Why each record was left as it is, by its id; every other one was changed. */
export type Refusals = ReadonlyMap<string, Refused>

export function reportOf(ids: readonly string[], refused: Refusals, acceptLanguage: string | undefined): BulkReport {
  const language = languageOf(acceptLanguage)
  const report: BulkReport = { done: [], refused: [] }
  for (const id of new Set(ids)) {
    const why = refused.get(id)
    if (!why) {
      report.done.push(id)
      continue
    }
    const { code, details } = why
    const fields = (details.refusals ?? []).map(({ field, code: reason }) => ({ field, code: reason }))
    const { detail } = problemWords(language, code, details.params)
    report.refused.push({ id, code, detail, ...(fields.length > 0 && { refusals: fields }) })
  }
  return report
}

/** What `check` refuses; null when it refuses nothing. */
export async function whyRefused(check: () => Promise<unknown> | void): Promise<Refused | null> {
  try {
    await check()
    return null
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}

/** Of a route for one record: what would stand in the report is the answer. */
export function throwRefusal(id: string, refused: Refusals): void {
  const why = refused.get(id)
  if (why) throw why
}
