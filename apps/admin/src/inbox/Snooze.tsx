/** Until when a relance is put off: a preset, or a moment of one's own. */
import { Button, Chip, Stack } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { InstantField } from '../forms/InstantField.tsx'
import { SNOOZE_CHOICES } from './outcomes.ts'

const MORNING = 9

export const Snooze = ({ putOff }: { putOff(until: { preset: string } | { until: string }): void }) => {
  const translate = useWords()
  const [moment, setMoment] = useState<Date | null>(null)
  return (
    <Stack spacing={1.5} role="group" aria-label={translate('inbox.snooze')}>
      <Stack direction="row" spacing={1} flexWrap="wrap" useFlexGap>
        {SNOOZE_CHOICES.map((preset) => (
          <Chip
            key={preset}
            label={translate(`inbox.snooze_to.${preset}`)}
            onClick={() => putOff({ preset })}
            sx={{ height: 44, borderRadius: 22, paddingX: 0.5 }}
          />
        ))}
      </Stack>
      <Stack
        component="form"
        direction="row"
        spacing={1}
        onSubmit={(event) => {
          event.preventDefault()
          if (moment) putOff({ until: moment.toISOString() })
        }}
      >
        <InstantField label={translate('inbox.snooze_moment')} hour={MORNING} value={moment} change={setMoment} />
        <Button type="submit" variant="outlined" disabled={!moment}>
          {translate('inbox.snooze_confirm')}
        </Button>
      </Stack>
    </Stack>
  )
}
