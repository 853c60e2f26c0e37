import { Alert, LinearProgress } from '@mui/material'
import type { Relance, Run } from '@relance/contract'
import { useGetList } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { useMinute } from '../providers/use-minute.ts'
import { useDuration } from '../formats/use-duration.ts'

const ONE = { page: 1, perPage: 1 }
const LOOK_EVERY_MS = 2_000

/** A run that is under way, and how far it has come. */
export const Running = () => {
  const { data: [run] = [] } = useGetList<Run>('runs', {
    filter: { state: 'running' },
    sort: { field: 'startedAt', order: 'DESC' },
    pagination: ONE,
  })
  return run ? <Progress run={run} /> : null
}

const Progress = ({ run }: { run: Run }) => {
  const translate = useWords()
  const duration = useDuration()
  const now = useMinute()
  const { total = 0 } = useGetList<Relance>(
    'relances',
    { filter: { runId: run.id }, pagination: ONE },
    { refetchInterval: LOOK_EVERY_MS },
  )
  return (
    <Alert severity="info" sx={{ margin: 1 }} role="status">
      {translate('run.running', { time: duration(Math.max(0, now - Date.parse(run.startedAt))) })}{' '}
      {translate('run.so_far', { smart_count: total })}
      <LinearProgress aria-label={translate('run.states.running')} sx={{ marginTop: 1 }} />
    </Alert>
  )
}
