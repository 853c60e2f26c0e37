/** The delays of the rule's frequency, changed where the rule is: tried on the draft, saved with the rule. */
import { Alert, Box, Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import type { Frequency, Rule } from '@relance/contract'
import { useGetList, useGetOne, useRecordContext } from 'react-admin'
import { useFormContext, useWatch } from 'react-hook-form'
import { useWords } from '../i18n/use-words.ts'

const UNITS = ['minutes', 'hours', 'days', 'workingDays', 'weeks'] as const
type Config = Pick<Frequency, 'steps' | 'window' | 'skipHolidays' | 'timeZone'>

export const DelaysInput = () => {
  const frequencyId = useWatch({ name: 'frequencyId' }) as string | undefined
  const { data } = useGetOne<Frequency>('frequencies', { id: frequencyId ?? '' }, { enabled: Boolean(frequencyId) })
  if (!frequencyId || !data || data.id !== frequencyId) return null
  return <Delays key={frequencyId} frequency={data} />
}

const Delays = ({ frequency }: { frequency: Frequency }) => {
  const translate = useWords()
  const { setValue } = useFormContext()
  const draft = useWatch({ name: 'frequency' }) as (Config & { id: string }) | undefined
  const isChanged = draft?.id === frequency.id
  const steps = isChanged ? draft.steps : frequency.steps
  const put = (place: number, after: Partial<Config['steps'][number]['after']>): void => {
    const { window, skipHolidays, timeZone } = frequency
    const changed = steps.map((step, at) => (at === place ? { ...step, after: { ...step.after, ...after } } : step))
    setValue('frequency', { id: frequency.id, steps: changed, window, skipHolidays, timeZone }, { shouldDirty: true })
  }
  return (
    <Box
      component="fieldset"
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1, marginBottom: 2, width: '100%' }}
    >
      <Typography component="legend" variant="body2">
        {translate('whatIf.delays_of', { name: frequency.name })}
      </Typography>
      <Stack spacing={2} sx={{ marginTop: 1.5 }}>
        {steps.map(({ after }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <Stack key={place} direction="row" spacing={1}>
            <TextField
              type="number"
              size="small"
              fullWidth={false}
              label={translate('whatIf.delay', { step: place + 1 })}
              value={after.value}
              onChange={({ target }) => put(place, { value: Math.max(0, Math.trunc(Number(target.value))) })}
              slotProps={{ htmlInput: { min: 0 } }}
              sx={{ width: 150 }}
            />
            <TextField
              select
              size="small"
              fullWidth={false}
              label={translate('frequency.unit')}
              value={after.unit}
              onChange={({ target }) => put(place, { unit: target.value as (typeof UNITS)[number] })}
              sx={{ minWidth: 150 }}
            >
              {UNITS.map((unit) => (
                <MenuItem key={unit} value={unit}>
                  {translate(`units.${unit}`)}
                </MenuItem>
              ))}
            </TextField>
          </Stack>
        ))}
      </Stack>
      {isChanged && (
        <Alert
          severity="info"
          sx={{ marginTop: 1 }}
          action={
            <Button color="inherit" size="small" onClick={() => setValue('frequency', undefined)}>
              {translate('whatIf.delays_reset')}
            </Button>
          }
        >
          {translate('whatIf.delays_changed')} <Shared frequencyId={frequency.id} />
        </Alert>
      )}
    </Box>
  )
}

/** A frequency may serve several rules: whoever changes it here is told. */
const Shared = ({ frequencyId }: { frequencyId: string }) => {
  const translate = useWords()
  const record = useRecordContext()
  const { data = [] } = useGetList<Rule>('rules', { filter: { frequencyId }, pagination: { page: 1, perPage: 50 } })
  const others = data.filter(({ id }) => id !== record?.id)
  if (others.length === 0) return null
  const names = others.map(({ name }) => name).join(', ')
  return <>{translate('whatIf.delays_shared', { smart_count: others.length, names })}</>
}
