import { Alert, Box, Button, Stack, Typography } from '@mui/material'
import type { Run } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import type { ReactNode } from 'react'
import { useLocaleState, useRecordContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { relancesPath } from '../reading/relances-path.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { Show } from '../reading/Record.tsx'
import { Reasons } from './Reasons.tsx'
import { StateChip } from './StateChip.tsx'
import { useRunDuration } from './use-run-duration.ts'
import { useRunLine } from './use-run-line.ts'
import { useTriggerWords } from './use-trigger-words.ts'

export const RunShow = () => (
  <Show title={<Heading />} component="div">
    <Details />
  </Show>
)

const useInstant = (): ((iso: string) => string) => {
  const [locale] = useLocaleState()
  const format = instantFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })
  return (iso) => format.format(new Date(iso))
}

const Heading = () => {
  const run = useRecordContext<Run>()
  const translate = useWords()
  const instant = useInstant()
  return run ? <>{translate('run.title', { at: instant(run.startedAt) })}</> : null
}

const Details = () => {
  const run = useRecordContext<Run>()
  const translate = useWords()
  const line = useRunLine()
  if (!run) return null
  return (
    <Stack spacing={2}>
      {run.error && <Alert severity="error">{translate(`run.errors.${run.error}`, { _: run.error })}</Alert>}
      {run.remaining > 0 && (
        <Alert severity="warning">{translate('run.remaining', { smart_count: run.remaining })}</Alert>
      )}
      <Facts run={run} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}>
        <Panel title={translate('run.recorded')}>
          <Typography variant="h4" component="p">
            {run.recorded}
          </Typography>
          {run.recorded > 0 && <Typography>{line(run)}</Typography>}
          {Object.entries(run.byChannel).map(([channel, count]) => (
            <Typography key={channel}>
              {translate('shell.pair', { name: translate(`run.channels.${channel}`, { _: channel }), value: count })}
            </Typography>
          ))}
          {run.recorded > 0 && (
            <Button component={Link} to={relancesPath({ runId: run.id })} sx={{ marginTop: 1 }}>
              {translate('run.open_list')}
            </Button>
          )}
        </Panel>
        <Panel title={translate('run.held_back')}>
          <Reasons skipped={run.skipped} runId={run.id} />
        </Panel>
      </Box>
    </Stack>
  )
}

const Facts = ({ run }: { run: Run }) => {
  const translate = useWords()
  const instant = useInstant()
  const duration = useRunDuration()
  const trigger = useTriggerWords()
  return (
    <Panel title={translate('run.title', { at: instant(run.startedAt) })} action={<StateChip state={run.state} />}>
      <Stack direction="row" useFlexGap flexWrap="wrap" spacing={4}>
        <Fact label={translate('resources.runs.fields.trigger')}>{trigger(run)}</Fact>
        {run.scheduledFor && (
          <Fact label={translate('resources.runs.fields.scheduledFor')}>
            {instant(run.scheduledFor)}
            {run.missedSlots > 0 && ` · ${translate('run.missed', { smart_count: run.missedSlots })}`}
          </Fact>
        )}
        <Fact label={translate('resources.runs.fields.duration')}>{duration(run)}</Fact>
        <Fact label={translate('resources.runs.fields.due')}>{run.due}</Fact>
      </Stack>
    </Panel>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <Typography variant="caption" color="text.secondary">
      {label}
    </Typography>
    <Typography>{children}</Typography>
  </div>
)
