/** Until there is a first relance, every page but the dashboard says which step comes next. */
import { Alert, Button } from '@mui/material'
import type { Setup } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router-dom'
import { FirstPlanned } from '../dashboard/FirstPlanned.tsx'
import { SETUP_STEPS } from '../dashboard/setup-steps.ts'
import { useWords } from '../i18n/use-words.ts'
import { WITH_ACTION } from '../parts/with-action.ts'
import { request } from '../providers/request.ts'

export const SetupBanner = () => {
  const { pathname } = useLocation()
  return pathname === '/' ? null : <Next pathname={pathname} />
}

/** What was saved on the page before may have been the step: it is asked again at each page, and no more once all are done. */
let isDone = false

const Next = ({ pathname }: { pathname: string }) => {
  const translate = useWords()
  const { data } = useQuery({
    queryKey: ['runs', 'statistics', 'setup', pathname],
    queryFn: async () => {
      const { json } = await request<Setup>('statistics/setup')
      isDone = json.hasRelances
      return json
    },
    enabled: !isDone,
  })
  const next = data && !data.hasRelances ? SETUP_STEPS.find(([, is]) => !data[is]) : undefined
  if (!data || !next) return null
  const [name, , to] = next
  const done = SETUP_STEPS.filter(([, is]) => data[is]).length
  // Whoever is on the page of the step is told what to do there, and needs no way to it.
  const isThere = to.split('?')[0] === pathname
  return (
    <Alert
      severity="info"
      icon={false}
      sx={WITH_ACTION}
      action={
        !isThere && (
          <Button color="inherit" size="small" component={Link} to={to}>
            {translate(`dashboard.setup.${name}`)}
          </Button>
        )
      }
    >
      <b>{translate('dashboard.setup.next', { done, all: SETUP_STEPS.length })}</b>{' '}
      {translate(`dashboard.setup.${name}_help`)}
      {name === 'relances' && <FirstPlanned />}
    </Alert>
  )
}
