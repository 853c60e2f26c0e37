/** The statuses of the settings, with words for those that come with Relance. */
import type { Company } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../i18n/use-words.ts'
import { request } from '../../providers/request.ts'

export function useStatuses(): { id: string; name: string }[] {
  const translate = useWords()
  const { data } = useQuery({
    queryKey: ['settings', 'company'],
    queryFn: async () => (await request<Company>('settings/company')).json,
    staleTime: 60_000,
  })
  return (data?.leadStatuses ?? []).map(({ code }) => ({ id: code, name: translate(`statuses.${code}`, { _: code }) }))
}
