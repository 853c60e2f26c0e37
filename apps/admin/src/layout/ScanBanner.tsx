/** Tells managers, on every page, that scans do not come as they should. */
import { Alert, Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { usePermissions } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'

const LOOK_EVERY_MS = 60_000
const TROUBLES = ['late', 'missed', 'failing', 'stuck'] as const

export const ScanBanner = () => {
  const { permissions } = usePermissions<string>()
  return permissions === 'manager' || permissions === 'admin' ? <Banner /> : null
}

const Banner = () => {
  const translate = useWords()
  const { data } = useQuery({
    queryKey: ['runs', 'health'],
    queryFn: async () => (await (await fetch('/health/ready')).json()) as { scan: string },
    refetchInterval: LOOK_EVERY_MS,
  })
  const trouble = TROUBLES.find((one) => one === data?.scan)
  if (!trouble) return null
  return (
    <Alert
      severity="error"
      variant="filled"
      sx={{ marginTop: 1 }}
      action={
        <Button color="inherit" size="small" component={Link} to="/runs">
          {translate('dashboard.to_runs')}
        </Button>
      }
    >
      {translate(`dashboard.${trouble}`)} {translate('dashboard.late_help')}
    </Alert>
  )
}
