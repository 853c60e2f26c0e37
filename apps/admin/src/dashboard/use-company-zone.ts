/** Where the company's days begin and end; named beside what counts days when the viewer's own are others. */
import type { Company } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'

export function useCompanyZone(): { zone: string; named: string } {
  const translate = useWords()
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const { data } = useQuery({
    queryKey: ['settings', 'company'],
    queryFn: async () => (await request<Company>('settings/company')).json,
    staleTime: 60_000,
  })
  const zone = data?.timeZone ?? own
  return { zone, named: zone === own ? '' : translate('dashboard.zone', { zone }) }
}
