/** Starts a run and says in a line what it recorded; when it found nothing, when the next relances come. */
import type { PlannedLoad } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useDataProvider, useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { runNow } from '../providers/verbs.ts'
import { EVERYBODY, useRunLine } from './use-run-line.ts'

/** Long enough to read names. */
const LONG_MS = 10_000

/** The day of the first relance that is to come; a run that found none was no mistake. */
async function nextPlanned(): Promise<string | null> {
  const { json } = await request<PlannedLoad>('statistics/load')
  return json.days.find(({ relances }) => relances > 0)?.on ?? null
}

/** Leaves the schedule as it is. */
export function useRunNow(): () => Promise<void> {
  const notify = useNotify()
  const translate = useWords()
  const line = useRunLine()
  const provider = useDataProvider()
  const [locale] = useLocaleState()
  return async () => {
    try {
      const report = await runNow()
      const next = report.recorded === 0 ? await nextPlanned() : null
      const format = instantFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
      const words = next
        ? translate('run.line.none_next', { on: format.format(new Date(next)) })
        : line(report, (await provider.getList('closers', EVERYBODY)).data)
      notify(words, { type: 'success', autoHideDuration: LONG_MS })
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
  }
}
