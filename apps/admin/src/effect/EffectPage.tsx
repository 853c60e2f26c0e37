/** What a rule has brought about: step by step, text against text, and against the leads it sets aside. */
import { Alert, Box, Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import type { EffectShape, Rule } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Title, useGetOne } from 'react-admin'
import { Link, useParams } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Failure } from '../reading/Failure.tsx'
import { Panel } from '../parts/Panel.tsx'
import { Waiting } from '../reading/Waiting.tsx'
import { request } from '../providers/request.ts'
import { Holdout } from './Holdout.tsx'
import { Measures } from './Measure.tsx'
import { Texts } from './Texts.tsx'
import { DAY } from '../formats/time.ts'

const PERIODS = [30, 90, 365] as const

export const EffectPage = () => {
  const translate = useWords()
  const { id = '' } = useParams()
  const [days, setDays] = useState<number>(90)
  const { data: rule } = useGetOne<Rule>('rules', { id })
  const { data, error, refetch } = useQuery({
    queryKey: ['effect', id, days],
    queryFn: async () => {
      const since = new Date(Date.now() - days * DAY).toISOString()
      return (await request<EffectShape>(`rules/${id}/effect?since=${encodeURIComponent(since)}`)).json
    },
  })
  return (
    <Stack spacing={2} sx={{ marginTop: 2 }}>
      <Title title={translate('effect.title_of', { rule: rule?.name ?? '…' })} />
      <Stack direction="row" useFlexGap flexWrap="wrap" spacing={2} alignItems="center">
        <TextField
          select
          size="small"
          fullWidth={false}
          label={translate('effect.period')}
          value={days}
          onChange={({ target }) => setDays(Number(target.value))}
          sx={{ minWidth: 180 }}
        >
          {PERIODS.map((one) => (
            <MenuItem key={one} value={one}>
              {translate('effect.days', { smart_count: one })}
            </MenuItem>
          ))}
        </TextField>
        <Button component={Link} to={`/rules/${id}`}>
          {translate('why.open_rule')}
        </Button>
      </Stack>
      <Typography variant="body2" color="text.secondary">
        {translate('effect.hint')}
      </Typography>
      {error && <Failure error={error} retry={refetch} />}
      {!error && !data && <Waiting />}
      {data && <Effect effect={data} rule={rule} />}
    </Stack>
  )
}

const Effect = ({ effect, rule }: { effect: EffectShape; rule: Rule | undefined }) => {
  const translate = useWords()
  return (
    <>
      {effect.steps.length === 0 && <Alert severity="info">{translate('effect.nothing')}</Alert>}
      {effect.steps.map((step) => (
        <Panel
          key={step.step}
          title={translate('effect.step', { step: step.step })}
          summary={translate('effect.recorded', { smart_count: step.recorded, sent: step.sent })}
        >
          {step.isAlarming && (
            <Alert severity="error" sx={{ marginY: 1 }}>
              {translate('effect.alert', { percent: effect.alarmPercent })}
            </Alert>
          )}
          <Measures of={step} />
          <Box sx={{ marginTop: step.texts.length > 1 ? 2 : 0 }}>
            <Texts texts={step.texts} comparison={step.comparison} />
          </Box>
        </Panel>
      ))}
      <Holdout effect={effect} percent={rule?.holdoutPercent ?? 0} />
    </>
  )
}
