/** Caps as rows of two numbers: so many relances within so many days. */
import AddIcon from '@mui/icons-material/Add'
import DeleteIcon from '@mui/icons-material/Delete'
import { Button, FormControl, FormHelperText, FormLabel, IconButton, Stack, TextField } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'

interface Cap {
  count: number
  days: number
}

interface Props {
  label: string
  hint: string | undefined
  value: unknown
  most: number
  longest: number
  change(caps: readonly Cap[]): void
}

export const CapsControl = ({ label, hint, value, most, longest, change }: Props) => {
  const translate = useWords()
  const caps = Array.isArray(value) ? (value as Cap[]) : []
  const put = (place: number, cap: Partial<Cap>): void =>
    change(caps.map((one, at) => (at === place ? { ...one, ...cap } : one)))
  const number = (place: number, field: keyof Cap, max: number) => (
    <TextField
      type="number"
      size="small"
      label={translate(`settings.caps.${field}`)}
      value={caps[place]?.[field] ?? ''}
      slotProps={{ htmlInput: { min: 1, max } }}
      onChange={({ target }) => put(place, { [field]: Number(target.value) })}
      sx={{ width: 110 }}
    />
  )
  return (
    <FormControl component="fieldset" fullWidth>
      <FormLabel component="legend">{label}</FormLabel>
      <Stack spacing={1.5} sx={{ marginTop: 1 }}>
        {caps.map((_, place) => (
          <Stack key={place} direction="row" spacing={1} sx={{ alignItems: 'center' }}>
            {number(place, 'count', 1_000)}
            {number(place, 'days', longest)}
            <IconButton
              aria-label={translate('settings.caps.remove')}
              onClick={() => change(caps.filter((_one, at) => at !== place))}
            >
              <DeleteIcon />
            </IconButton>
          </Stack>
        ))}
        {caps.length < most && (
          <Button
            startIcon={<AddIcon />}
            sx={{ alignSelf: 'flex-start' }}
            onClick={() =>
              change([...caps, caps.length === 0 ? { count: 3, days: 7 } : { count: 6, days: 30 * caps.length }])
            }
          >
            {translate('settings.caps.add')}
          </Button>
        )}
      </Stack>
      {hint && <FormHelperText sx={{ marginX: 0 }}>{hint}</FormHelperText>}
    </FormControl>
  )
}
