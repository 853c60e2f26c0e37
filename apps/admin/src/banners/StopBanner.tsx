/** Tells everybody, on every page, while the global stop is on. */
import { Alert } from '@mui/material'
import type { Company } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'

const LOOK_EVERY_MS = 60_000

export const StopBanner = () => {
  const translate = useWords()
  const { data } = useQuery({
    queryKey: ['settings', 'company'],
    queryFn: async () => (await request<Company>('settings/company')).json,
    refetchInterval: LOOK_EVERY_MS,
  })
  if (!data?.stopped) return null
  return (
    <Alert severity="error" variant="filled" sx={{ marginTop: 1 }}>
      {translate('shell.stopped')}
    </Alert>
  )
}
