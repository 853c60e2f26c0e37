import { Alert, Button, Paper, Stack, Typography } from '@mui/material'
import type { Run, Schedule } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery } from '@tanstack/react-query'
import { useGetList, useLocaleState } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { useMinute } from '../providers/use-minute.ts'
import { Failure } from '../reading/Failure.tsx'
import { together } from '../reading/together.ts'
import { request } from '../providers/request.ts'
import { useDuration } from '../formats/use-duration.ts'
import { useRunLine } from '../runs/use-run-line.ts'

interface ScanNow {
  scan: string
  schedule: Schedule
}

async function readScan(): Promise<ScanNow> {
  const [health, schedule] = await Promise.all([
    fetch('/health/ready').then(async (answer) => (await answer.json()) as { scan: string }),
    request<Schedule>('settings/schedule'),
  ])
  return { scan: health.scan, schedule: schedule.json }
}

/** When the last scan was and when the next one is. */
export const ScanStatus = () => {
  const now = useMinute()
  const latest = useGetList<Run>('runs', {
    sort: { field: 'startedAt', order: 'DESC' },
    pagination: { page: 1, perPage: 1 },
  })
  const scan = useQuery<ScanNow, Error>({
    queryKey: ['runs', 'scan'],
    queryFn: readScan,
    refetchInterval: 60_000,
  })
  const { error, refetch } = together(latest, scan)
  return (
    <>
      {scan.data?.scan === 'disabled' && <SwitchedOff />}
      <Paper variant="outlined" sx={{ paddingX: 2, paddingY: 1.5, flexGrow: 1, minWidth: 0 }}>
        {error && <Failure error={error} retry={refetch} />}
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={{ xs: 1, sm: 4 }}>
          {latest.data && <Last run={latest.data[0]} now={now} />}
          {scan.data && <Next schedule={scan.data.schedule} now={now} />}
        </Stack>
      </Paper>
    </>
  )
}

/** That scans are late or fail is told on every page, by the banner of the layout. */
const SwitchedOff = () => {
  const translate = useWords()
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" size="small" component={Link} to="/settings">
          {translate('dashboard.to_settings')}
        </Button>
      }
    >
      {translate('dashboard.disabled')}
    </Alert>
  )
}

const Last = ({ run, now }: { run: Run | undefined; now: number }) => {
  const translate = useWords()
  const duration = useDuration()
  const line = useRunLine()
  const ago = run && translate('dashboard.ago', { time: duration(Math.max(0, now - Date.parse(run.startedAt))) })
  return (
    <Typography component="div">
      <b>{translate('dashboard.last_run')}</b>
      <br />
      {run ? (
        <Link to={`/runs/${run.id}/show`} style={{ color: 'inherit' }}>
          {ago} · {run.state === 'failed' ? translate('dashboard.failed') : line(run)}
        </Link>
      ) : (
        translate('dashboard.no_run')
      )}
    </Typography>
  )
}

const Next = ({ schedule: { nextRuns, timeZone }, now }: { schedule: Schedule; now: number }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const duration = useDuration()
  const next = nextRuns.find((one) => Date.parse(one) > now - 60_000)
  if (!next) return null
  const isForeign = timeZone !== Intl.DateTimeFormat().resolvedOptions().timeZone
  const format = instantFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const left = Date.parse(next) - now
  return (
    <Typography component="div">
      <b>{translate('dashboard.next_run')}</b>
      <br />
      {left < 60_000 ? translate('dashboard.imminent') : translate('dashboard.in', { time: duration(left) })} ·{' '}
      {format.format(new Date(next))}
      {isForeign && ` (${timeZone})`}
    </Typography>
  )
}
