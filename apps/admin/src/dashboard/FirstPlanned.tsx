/** A first run that found nothing due was no mistake: says when the first relances come. */
import type { PlannedLoad, Run } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useGetList, useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { localDay, useStatistics } from '../providers/use-statistics.ts'

export const FirstPlanned = () => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { data } = useStatistics<PlannedLoad>('load', 'runs')
  const { total: runs = 0 } = useGetList<Run>('runs', {
    filter: { trigger: 'manual', state: 'completed' },
    pagination: { page: 1, perPage: 1 },
  })
  const first = data?.days.find(({ relances }) => relances > 0)
  if (runs === 0 || !first || first.on <= localDay(new Date())) return null
  const format = instantFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  return <> {translate('dashboard.setup.first_planned', { on: format.format(new Date(first.on)) })}</>
}
