/** Tells managers, on every page, that scans do not come as they should. */
import { Alert, Button } from '@mui/material'
import { isScanTrouble } from '@relance/contract/scan'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { WITH_ACTION } from '../parts/with-action.ts'

const LOOK_EVERY_MS = 60_000
const RUNS = '/runs'

export const ScanBanner = () => {
  const translate = useWords()
  const { pathname } = useLocation()
  const { data } = useQuery({
    queryKey: ['runs', 'health'],
    queryFn: async () => (await (await fetch('/health/ready')).json()) as { scan: string },
    refetchInterval: LOOK_EVERY_MS,
  })
  const trouble = data?.scan
  if (!isScanTrouble(trouble)) return null
  return (
    <Alert
      severity="error"
      variant="filled"
      sx={WITH_ACTION}
      action={
        pathname !== RUNS && (
          <Button color="inherit" size="small" component={Link} to={RUNS}>
            {translate('dashboard.to_runs')}
          </Button>
        )
      }
    >
      {translate(`dashboard.${trouble}`)}{' '}
      {translate(trouble === 'ahead' ? 'dashboard.ahead_help' : 'dashboard.late_help')}
    </Alert>
  )
}
