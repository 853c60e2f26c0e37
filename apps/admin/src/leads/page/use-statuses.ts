/** The statuses of the settings, as people call them. */
import type { Company } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../i18n/use-words.ts'
import { request } from '../../providers/request.ts'

type Status = Company['leadStatuses'][number]

const useCompanyStatuses = (): readonly Status[] =>
  useQuery({
    queryKey: ['settings', 'company'],
    queryFn: async () => (await request<Company>('settings/company')).json,
    staleTime: 60_000,
  }).data?.leadStatuses ?? []

export function useStatuses(): { id: string; name: string }[] {
  const wordsOf = useStatusWords()
  return useCompanyStatuses().map(({ code }) => ({ id: code, name: wordsOf(code) }))
}

/** What a status is called: the settings' word, else the panel's own for those that come with Relance, else the code. */
export function useStatusWords(): (code: string) => string {
  const translate = useWords()
  const statuses = useCompanyStatuses()
  return (code) => statuses.find((status) => status.code === code)?.label ?? translate(`statuses.${code}`, { _: code })
}

export function useStatusColour(): (code: string) => Status['colour'] {
  const statuses = useCompanyStatuses()
  return (code) => statuses.find((status) => status.code === code)?.colour
}
