import { Alert, Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import type { ImportColumns } from '@relance/contract'
import { IMPORT_FIELDS } from '@relance/contract/import-fields'
import { useWords } from '../i18n/use-words.ts'

interface Props {
  file: File
  columns: ImportColumns
  mapping: (string | null)[]
  isBusy: boolean
  change(mapping: (string | null)[]): void
  back(): void
  proceed(): void
}

const NOWHERE = ''

/** How the file was read, and where each of its columns goes. */
export const MapColumns = ({ file, columns, mapping, isBusy, change, back, proceed }: Props) => {
  const translate = useWords()
  const hasPhone = mapping.includes('phone')
  const separator = columns.separator === '\t' ? translate('import.tab') : `« ${columns.separator} »`
  /** A field holds one column: who had it before goes nowhere. */
  const put = (place: number, target: string | null): void =>
    change(mapping.map((one, at) => (at === place ? target : one === target ? null : one)))
  return (
    <Stack spacing={2}>
      <Alert severity="info">
        {translate('import.detected', { name: file.name, encoding: columns.encoding.toUpperCase(), separator })}
      </Alert>
      {columns.columns.map(({ name, target, samples }, place) => (
        <Stack
          key={`${place} ${name}`}
          direction={{ xs: 'column', sm: 'row' }}
          spacing={2}
          alignItems={{ sm: 'center' }}
        >
          <div style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            <Typography fontWeight="bold">{name || '—'}</Typography>
            <Typography variant="body2" color="text.secondary">
              {samples.join(' · ') || '—'}
            </Typography>
          </div>
          <TextField
            select
            size="small"
            label={translate('import.goes_to', { name })}
            value={mapping[place] ?? NOWHERE}
            onChange={({ target: { value } }) => put(place, value === NOWHERE ? null : value)}
            sx={{ flex: 1 }}
          >
            <MenuItem value={NOWHERE}>{translate('import.nowhere')}</MenuItem>
            {IMPORT_FIELDS.map((field) => (
              <MenuItem key={field} value={field}>
                {translate(`import.fields.${field}`)}
              </MenuItem>
            ))}
            {customOf(name, target) && (
              <MenuItem value={customOf(name, target) ?? ''}>{translate('import.custom', { name })}</MenuItem>
            )}
          </TextField>
        </Stack>
      ))}
      {!hasPhone && <Alert severity="warning">{translate('import.phone_needed')}</Alert>}
      <Stack direction="row" spacing={1}>
        <Button onClick={back}>{translate('import.other_file')}</Button>
        <Button variant="contained" disabled={!hasPhone || isBusy} onClick={proceed}>
          {translate('import.try')}
        </Button>
      </Stack>
    </Stack>
  )
}

/** A field of one's own, named after the column. */
function customOf(name: string, target: string | null): string | null {
  if (target?.startsWith('custom.')) return target
  const key = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^[^A-Za-z]+|_+$/g, '')
    .slice(0, 60)
  return key ? `custom.${key}` : null
}
