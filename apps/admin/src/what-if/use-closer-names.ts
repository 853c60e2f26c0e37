/** What closers are called; a closer that is gone is shown by a dash. */
import type { Closer } from '@relance/contract'
import { useGetList } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

export function useCloserNames(): (closerId: string | null) => string {
  const translate = useWords()
  const { data = [] } = useGetList<Closer>('closers', { pagination: { page: 1, perPage: 200 } })
  const names = new Map(data.map(({ id, name }) => [id, name]))
  return (closerId) => (closerId === null ? translate('whatIf.nobody') : (names.get(closerId) ?? '—'))
}
