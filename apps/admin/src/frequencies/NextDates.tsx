import { Alert, Box, Typography } from '@mui/material'
import type { Frequency, FrequencyPreview } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useLocaleState, useRecordContext } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { Moves } from '../forms/Moves.tsx'
import { useWords } from '../i18n/use-words.ts'
import { usePreview } from '../providers/use-preview.ts'
import { MonthCalendar } from './MonthCalendar.tsx'

interface Draft {
  steps: unknown
  window: unknown
  skipHolidays: unknown
}

/** When each step would be delivered, counted from now: in words, and on a calendar. */
export const NextDates = () => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { steps, window, skipHolidays } = useWatch() as Draft
  const id = useRecordContext<Frequency>()?.id
  const draft = { ...(id && { id }), steps, window, skipHolidays }
  const { preview, refusal } = usePreview<FrequencyPreview>('frequencies/preview', draft)
  if (refusal) return <Alert severity="error">{refusal}</Alert>
  if (!preview) return null
  const { timeZone } = preview
  const format = instantFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone })
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone })
  const marks = new Map<string, string>()
  for (const { step, deliverAt } of preview.steps) {
    if (!deliverAt) continue
    const on = day.format(new Date(deliverAt))
    marks.set(on, [marks.get(on), step].filter(Boolean).join(', '))
  }
  return (
    <Box component="section" sx={{ marginTop: 1 }}>
      <Moves moves={preview.moves} />
      <Typography variant="subtitle1" component="h2">
        {translate('frequency.calendar')}
      </Typography>
      <Typography variant="body2">{translate('preview.dates', { zone: timeZone })}</Typography>
      <ol>
        {preview.steps.map(({ step, deliverAt, shifts }) => (
          <li key={step}>
            {deliverAt ? format.format(new Date(deliverAt)) : translate('preview.never')}
            {shifts.length > 0 && ` (${shifts.map((shift) => translate(`shifts.${shift}`, { _: shift })).join(', ')})`}
          </li>
        ))}
      </ol>
      <MonthCalendar marks={marks} />
    </Box>
  )
}
