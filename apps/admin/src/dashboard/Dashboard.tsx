import { Alert, Card, CardContent, Stack, Typography } from '@mui/material'
import type { Relance, Run } from '@relance/contract'
import { useEffect, useState } from 'react'
import { Navigate } from 'react-router-dom'
import { Title, useGetList, useLocaleState, usePermissions } from 'react-admin'
import { request } from '../providers/request.ts'
import { useWords, type WordKey } from '../i18n/use-words.ts'

/** The first page: a closer's queue; for everybody else how things stand. */
export const Dashboard = () => {
  const { permissions, isPending } = usePermissions<string>()
  if (isPending) return null
  return permissions === 'closer' ? <Navigate to="/inbox" replace /> : <Overview />
}

const useCount = (filter: object): number | undefined =>
  useGetList<Relance>('relances', { filter, pagination: { page: 1, perPage: 1 } }).total

const Overview = () => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const [midnight] = useState(() => new Date(new Date().setHours(0, 0, 0, 0)).toISOString())
  const due = useCount({ inbox: true })
  const overdue = useCount({ inbox: true, deliverAt_lt: midnight })
  const unassigned = useCount({ inbox: true, closerId: null })
  const { data: runs } = useGetList<Run>('runs', {
    sort: { field: 'startedAt', order: 'DESC' },
    pagination: { page: 1, perPage: 1 },
  })
  const [scan, setScan] = useState<{ state: string; next: string | null } | null>(null)
  useEffect(() => {
    const read = async (): Promise<void> => {
      const health = await fetch('/health/ready')
      const { scan: state } = (await health.json()) as { scan: string }
      const { json } = await request<{ nextRuns: string[] }>('settings/schedule')
      setScan({ state, next: json.nextRuns[0] ?? null })
    }
    read().catch(() => undefined)
  }, [runs])
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const last = runs?.[0]
  return (
    <Stack spacing={2} sx={{ marginY: 2 }}>
      <Title title="Relance" />
      {(scan?.state === 'late' || scan?.state === 'failing') && (
        <Alert severity="error">{translate(`dashboard.${scan.state}`)}</Alert>
      )}
      <Stack direction="row" spacing={2} useFlexGap flexWrap="wrap">
        <Figure label="dashboard.due_now" value={due} />
        <Figure label="dashboard.overdue" value={overdue} />
        <Figure label="dashboard.unassigned" value={unassigned} />
      </Stack>
      {last && (
        <Typography>
          {translate('dashboard.last_run')} : {format.format(new Date(last.startedAt))} ·{' '}
          {translate('dashboard.recorded', { smart_count: last.recorded })}
        </Typography>
      )}
      {scan?.next && (
        <Typography>
          {translate('dashboard.next_run')} : {format.format(new Date(scan.next))}
        </Typography>
      )}
    </Stack>
  )
}

const Figure = ({ label, value }: { label: WordKey; value: number | undefined }) => {
  const translate = useWords()
  return (
    <Card variant="outlined" sx={{ minWidth: 160, flexGrow: 1 }}>
      <CardContent>
        <Typography variant="h4" component="p">
          {value ?? '…'}
        </Typography>
        <Typography color="text.secondary">{translate(label)}</Typography>
      </CardContent>
    </Card>
  )
}
