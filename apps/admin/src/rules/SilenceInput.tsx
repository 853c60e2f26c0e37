/** After how long a silence a lead whose sequence is over begins anew; never, unless a number is written. */
import { MenuItem, Stack, TextField } from '@mui/material'
import type { Rule } from '@relance/contract'
import { useInput } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'

type Silence = NonNullable<Rule['reentry']['afterSilence']>

const UNITS = ['minutes', 'hours', 'days', 'weeks'] as const satisfies readonly Silence['unit'][]

export const SilenceInput = () => {
  const translate = useWords()
  const { field, fieldState } = useInput<Silence | null>({ source: 'reentry.afterSilence' })
  const silence = field.value as Silence | null
  const unit = silence?.unit ?? 'days'
  const put = (value: number): void => field.onChange(value >= 1 ? { value: Math.trunc(value), unit } : null)
  return (
    <Stack direction="row" spacing={1} sx={{ width: '100%', marginBottom: 2, alignItems: 'flex-start' }}>
      <TextField
        type="number"
        size="small"
        fullWidth={false}
        label={translate('rule.after_silence')}
        value={silence?.value ?? ''}
        onChange={({ target }) => put(Number(target.value))}
        onBlur={field.onBlur}
        error={fieldState.invalid}
        helperText={translate('rule.after_silence_hint')}
        slotProps={{ htmlInput: { min: 1 } }}
        sx={{ flex: '0 1 320px' }}
      />
      <TextField
        select
        size="small"
        fullWidth={false}
        label={translate('frequency.unit')}
        value={unit}
        disabled={silence === null}
        onChange={({ target }) => silence && field.onChange({ ...silence, unit: target.value as Silence['unit'] })}
        sx={{ minWidth: 120 }}
      >
        {UNITS.map((one) => (
          <MenuItem key={one} value={one}>
            {translate(`units.${one}`)}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  )
}
