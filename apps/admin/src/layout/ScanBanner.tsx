/** Tells managers, on every page, that scans do not come as they should. */
import { Alert, Button } from '@mui/material'
import { isScanTrouble } from '@relance/contract/scan'
import { useQuery } from '@tanstack/react-query'
import { usePermissions } from 'react-admin'
import { Link, useLocation } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'

const LOOK_EVERY_MS = 60_000
const RUNS = '/runs'
/** On a phone the sentence has the whole width, and the button its own line. */
const SX = {
  marginTop: 1,
  flexWrap: { xs: 'wrap', sm: 'nowrap' },
  '& .MuiAlert-message': { flex: { xs: '1 0 calc(100% - 48px)', sm: '1 1 auto' }, width: 0 },
  '& .MuiAlert-action': { whiteSpace: 'nowrap', paddingTop: { xs: 0, sm: '4px' }, marginRight: { xs: 0, sm: -1 } },
}

export const ScanBanner = () => {
  const { permissions } = usePermissions<string>()
  return permissions === 'manager' || permissions === 'admin' ? <Banner /> : null
}

const Banner = () => {
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
      sx={SX}
      action={
        pathname !== RUNS && (
          <Button color="inherit" size="small" component={Link} to={RUNS}>
            {translate('dashboard.to_runs')}
          </Button>
        )
      }
    >
      {translate(`dashboard.${trouble}`)} {translate('dashboard.late_help')}
    </Alert>
  )
}
