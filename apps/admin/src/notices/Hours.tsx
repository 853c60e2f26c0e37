import { Box, Button, Stack, TextField, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { visuallyHidden } from '@mui/utils'
import type { Notices } from '@relance/contract'
import { type FormEvent, useState } from 'react'
import { useNotify } from 'react-admin'
import { useQueryClient } from '@tanstack/react-query'
import { useWords } from '../i18n/use-words.ts'
import { useDraft } from '../forms/drafts.ts'
import { changeNotices } from '../providers/push.ts'
import { NOTICES_KEY } from './use-push.ts'

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
/** What an input of the browser cannot say: it ends the day at 23:59. */
const MIDNIGHT = '24:00'

/** Days and hours for notifications. */
export const Hours = ({ window: kept, timeZone }: Pick<Notices, 'window' | 'timeZone'>) => {
  const translate = useWords()
  const notify = useNotify()
  const queries = useQueryClient()
  const [days, setDays] = useState<number[]>([...kept.days])
  const [from, setFrom] = useState(kept.from)
  const [to, setTo] = useState(kept.to === MIDNIGHT ? '00:00' : kept.to)
  const [refusal, setRefusal] = useState<string | null>(null)
  const window = { days: days.toSorted(), from, to: to === '00:00' ? MIDNIGHT : to }
  const isChanged =
    JSON.stringify(window) !== JSON.stringify({ days: kept.days.toSorted(), from: kept.from, to: kept.to })
  useDraft(isChanged)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    try {
      queries.setQueryData(NOTICES_KEY, await changeNotices({ window }))
      setRefusal(null)
      notify('notices.hours_saved', { type: 'success' })
    } catch (error) {
      const { body, message } = error as {
        body?: { errors?: { window?: Record<string, string> | string } }
        message: string
      }
      const { window: field } = body?.errors ?? {}
      setRefusal(typeof field === 'object' ? (Object.values(field)[0] ?? message) : (field ?? message))
    }
  }
  const hour = (label: 'from' | 'to', value: string, set: (value: string) => void) => (
    <TextField
      type="time"
      required
      label={translate(`notices.${label}`)}
      value={value}
      onChange={({ target }) => set(target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  )
  return (
    <Stack component="form" spacing={1.5} onSubmit={(event) => void save(event)} sx={{ marginTop: 2 }}>
      <Typography component="h3" variant="subtitle1">
        {translate('notices.hours')}
      </Typography>
      <ToggleButtonGroup
        value={days}
        onChange={(_, next: number[]) => setDays(next)}
        aria-label={translate('notices.days')}
        sx={{ flexWrap: 'wrap' }}
      >
        {DAYS.map((day) => (
          <ToggleButton key={day} value={day} sx={{ minWidth: 44, minHeight: 48 }}>
            <span aria-hidden>{translate(`weekdays.${day}`).slice(0, 2)}</span>
            <Box component="span" sx={visuallyHidden}>
              {translate(`weekdays.${day}`)}
            </Box>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Stack direction="row" spacing={1.5} sx={{ '& > *': { flex: '1 1 0' } }}>
        {hour('from', from, setFrom)}
        {hour('to', to, setTo)}
      </Stack>
      <Typography variant="body2" color={refusal ? 'error' : 'text.secondary'} role={refusal ? 'alert' : undefined}>
        {refusal ?? translate('notices.hours_hint', { zone: timeZone })}
      </Typography>
      <Button type="submit" variant="outlined" disabled={!isChanged} sx={{ minHeight: 48, alignSelf: 'flex-start' }}>
        {translate('notices.hours_save')}
      </Button>
    </Stack>
  )
}
