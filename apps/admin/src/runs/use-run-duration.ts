/** How long a run took; a dash while it is under way. */
import type { Run } from '@relance/contract'
import { useLocaleState } from 'react-admin'

export function useRunDuration(): (run: Pick<Run, 'startedAt' | 'finishedAt'>) => string {
  const [locale] = useLocaleState()
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  return ({ startedAt, finishedAt }) => {
    if (finishedAt === null) return '—'
    const milliseconds = Date.parse(finishedAt) - Date.parse(startedAt)
    return milliseconds < 1_000 ? `${milliseconds} ms` : `${format.format(milliseconds / 1_000)} s`
  }
}
