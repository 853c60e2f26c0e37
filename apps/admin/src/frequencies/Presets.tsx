import { Chip, Stack, Typography } from '@mui/material'
import { useFormContext } from 'react-hook-form'
import { useWords } from '../i18n/use-words.ts'

const WEEK = [1, 2, 3, 4, 5]
const every = (unit: 'days' | 'workingDays', ...values: number[]) => values.map((value) => ({ after: { value, unit } }))

const PRESETS = {
  now: { steps: every('days', 0, 3, 7), window: { days: WEEK, from: '09:00', to: '18:30' } },
  weekdays: { steps: every('days', 3, 3, 5), window: { days: WEEK, from: '09:00', to: '18:30' } },
  gentle: { steps: every('days', 3, 7, 14), window: { days: WEEK, from: '09:00', to: '18:30' } },
  proposal: { steps: every('workingDays', 2, 4), window: { days: WEEK, from: '09:00', to: '11:30' } },
  intensive: { steps: every('workingDays', 1, 2, 3), window: { days: WEEK, from: '09:00', to: '19:00' } },
} as const

const NAMES = Object.keys(PRESETS) as (keyof typeof PRESETS)[]

/** Fills the form with a cadence that is known to work; everything can be changed after. */
export const Presets = () => {
  const translate = useWords()
  const { getValues, setValue } = useFormContext()
  // A name is data: it is found by what people type, with plain spaces.
  const nameOf = (name: keyof typeof PRESETS): string =>
    translate(`frequency.preset.${name}`).replaceAll(/[\u00a0\u202f]/g, ' ')
  const choose = (name: keyof typeof PRESETS): void => {
    const { steps, window } = PRESETS[name]
    const options = { shouldDirty: true, shouldValidate: true }
    setValue('steps', steps, options)
    setValue('window', window, options)
    setValue('skipHolidays', true, options)
    // A name of one's own stays.
    const isGiven = NAMES.some((one) => nameOf(one) === getValues('name'))
    if (!getValues('name') || isGiven) setValue('name', nameOf(name), options)
  }
  return (
    <>
      <Typography variant="body2" color="text.secondary">
        {translate('frequency.presets')}
      </Typography>
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" sx={{ marginY: 1 }}>
        {NAMES.map((name) => (
          <Chip
            key={name}
            variant="outlined"
            label={translate(`frequency.preset.${name}`)}
            onClick={() => choose(name)}
          />
        ))}
      </Stack>
    </>
  )
}
