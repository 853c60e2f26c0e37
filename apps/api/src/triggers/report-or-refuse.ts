/** The report of a run that was asked for over HTTP, or the problem that the answer is instead. */
import type { RunReport } from '@relance/relance'
import type { RunAnswer } from '@relance/trigger'
import { Refused } from '../http/refused.ts'

export function reportOrRefuse(answer: RunAnswer): RunReport {
  if (answer.ok) return answer.report
  const { ok: _, code, ...details } = answer
  throw new Refused(code, details)
}
