import { Alert, Button, Checkbox, FormControlLabel, MenuItem, Stack, TextField, Typography } from '@mui/material'
import type { ImportColumns } from '@relance/contract'
import { IMPORT_FIELDS, REPEATABLE_FIELDS } from '@relance/contract/lead-fields'
import { useWords } from '../../i18n/use-words.ts'

interface Props {
  file: File
  columns: ImportColumns
  mapping: (string | null)[]
  sheet: string | undefined
  properNames: boolean
  isBusy: boolean
  change(change: { mapping?: (string | null)[]; properNames?: boolean }): void
  chooseSheet(sheet: string): void
  back(): void
  proceed(): void
}

const NOWHERE = ''

const isRepeatable = (target: string | null): boolean => REPEATABLE_FIELDS.some((field) => field === target)

/** How the file was read, and where each of its columns goes. */
export const MapColumns = ({ columns, mapping, properNames, isBusy, change, back, proceed, ...props }: Props) => {
  const translate = useWords()
  const hasPhone = mapping.includes('phone')
  /** A field holds one column, so who had it before goes nowhere; phones and opt-outs may be several. */
  const put = (place: number, target: string | null): void =>
    change({
      mapping: mapping.map((one, at) => (at === place ? target : one === target && !isRepeatable(one) ? null : one)),
    })
  return (
    <Stack spacing={2}>
      <HowRead columns={columns} {...props} />
      {columns.columns.map(({ name, by, custom, samples, isHidden }, place) => (
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
            {isHidden && <Typography variant="body2">{translate('import.hidden_column')}</Typography>}
          </div>
          <TextField
            select
            size="small"
            label={translate('import.goes_to', { name })}
            value={mapping[place] ?? NOWHERE}
            onChange={({ target: { value } }) => put(place, value === NOWHERE ? null : value)}
            helperText={by === 'values' ? translate('import.by_values') : undefined}
            sx={{ flex: 1 }}
          >
            <MenuItem value={NOWHERE}>{translate('import.nowhere')}</MenuItem>
            {IMPORT_FIELDS.map((field) => (
              <MenuItem key={field} value={field}>
                {translate(`import.fields.${field}`)}
              </MenuItem>
            ))}
            {ownOf(mapping[place] ?? null, custom) && (
              <MenuItem value={ownOf(mapping[place] ?? null, custom) ?? ''}>
                {translate('import.custom', { name })}
              </MenuItem>
            )}
          </TextField>
        </Stack>
      ))}
      {!hasPhone && <Alert severity="warning">{translate('import.phone_needed')}</Alert>}
      <FormControlLabel
        control={<Checkbox checked={properNames} onChange={(_, isOn) => change({ properNames: isOn })} />}
        label={translate('import.proper_names')}
      />
      <Stack direction="row" spacing={1}>
        <Button onClick={back}>{translate('import.other_file')}</Button>
        <Button variant="contained" disabled={!hasPhone || isBusy} onClick={proceed}>
          {translate('import.try')}
        </Button>
      </Stack>
    </Stack>
  )
}

/** A field of one's own: the one the column has, else the one its name makes. */
const ownOf = (target: string | null, custom: string | null): string | null =>
  target?.startsWith('custom.') ? target : custom

type HowReadProps = Pick<Props, 'file' | 'columns' | 'sheet' | 'chooseSheet'>

const HowRead = ({ file, columns, sheet, chooseSheet }: HowReadProps) => {
  const translate = useWords()
  const { format, encoding, separator, sheets, source, headLines, hasHeader } = columns
  const shown = separator === '\t' ? translate('import.tab') : translate('import.quoted', { text: separator })
  const isWorkbook = format === 'xlsx'
  return (
    <>
      <Alert severity="info">
        {isWorkbook
          ? translate('import.detected_workbook', { name: file.name })
          : translate('import.detected', {
              name: file.name,
              encoding: (encoding ?? '').toUpperCase(),
              separator: shown,
            })}
        {source && ` ${translate('import.recognised', { source: source.name })}`}
        {hasHeader && headLines > 1 && ` ${translate('import.header_at', { line: headLines })}`}
        {!hasHeader && ` ${translate('import.no_header')}`}
      </Alert>
      {isWorkbook && sheets.length > 1 && (
        <TextField
          select
          size="small"
          label={translate('import.sheet')}
          value={sheet ?? sheets[0] ?? ''}
          onChange={({ target }) => chooseSheet(target.value)}
        >
          {sheets.map((name) => (
            <MenuItem key={name} value={name}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      )}
    </>
  )
}
