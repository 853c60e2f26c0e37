import { Box, Typography, useTheme } from '@mui/material'
import type { Run } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useId } from 'react'
import { useGetList, useLocaleState } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { useTriggerWords } from './use-trigger-words.ts'

const SHOWN = 40
const HEIGHT = 48

/** Whether the machine is alive: one bar per run, of a colour and an outline by its state; each opens its run. */
export const HistoryStrip = () => {
  const translate = useWords()
  const trigger = useTriggerWords()
  const navigate = useNavigate()
  const id = useId()
  const [locale] = useLocaleState()
  const { palette } = useTheme()
  const { data: runs = [] } = useGetList<Run>('runs', {
    sort: { field: 'startedAt', order: 'DESC' },
    pagination: { page: 1, perPage: SHOWN },
  })
  if (runs.length === 0) return null
  const most = Math.max(1, ...runs.map(({ recorded }) => recorded))
  const format = instantFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const colors = {
    running: palette.info.main,
    completed: palette.success.main,
    partial: palette.warning.main,
    failed: palette.error.main,
  }
  return (
    <Box component="section" aria-labelledby={id} sx={{ padding: 2, paddingBottom: 1 }}>
      <Typography id={id} variant="subtitle2" component="h2">
        {translate('run.history')}
      </Typography>
      <Typography variant="caption" color="text.secondary">
        {translate('run.history_summary')}
      </Typography>
      <Box
        sx={{ display: 'flex', alignItems: 'flex-end', gap: '2px', height: HEIGHT, marginTop: 1, overflow: 'hidden' }}
      >
        {[...runs].reverse().map((run) => (
          <Box
            key={run.id}
            component="button"
            type="button"
            onClick={() => navigate(`/runs/${run.id}/show`)}
            title={translate('run.bar', {
              at: format.format(new Date(run.startedAt)),
              trigger: trigger(run),
              state: translate(`run.states.${run.state}`),
              smart_count: run.recorded,
            })}
            sx={{
              flex: '1 1 8px',
              maxWidth: 28,
              minWidth: 5,
              padding: 0,
              border:
                run.state === 'completed'
                  ? 0
                  : `2px ${run.state === 'failed' ? 'solid' : 'dashed'} ${colors[run.state]}`,
              borderRadius: run.state === 'failed' ? 0 : '3px 3px 0 0',
              bgcolor: run.state === 'failed' || run.state === 'running' ? 'transparent' : colors[run.state],
              height: Math.max(run.state === 'failed' ? HEIGHT : 6, (HEIGHT * run.recorded) / most),
              cursor: 'pointer',
              '&:focus-visible': { outline: `2px solid ${palette.text.primary}` },
            }}
          />
        ))}
      </Box>
    </Box>
  )
}
