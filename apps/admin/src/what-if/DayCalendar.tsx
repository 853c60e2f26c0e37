/** Two figures a day on a calendar, closer by closer: as it would be, and as it is or was where that differs. */
import { Box, MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { weeksOf } from '../layout/weeks.ts'
import { useCloserNames } from './use-closer-names.ts'

export interface DayCell {
  on: string
  closerId: string | null
  before: number
  after: number
}

interface Props {
  title: string
  hint: string
  cells: readonly DayCell[]
  /** `YYYY-MM-DD`, both included. */
  from: string
  to: string
  holidays: readonly string[]
}

const EVERYBODY = '*'
const NOBODY = ''

export const DayCalendar = ({ title, hint, cells, from, to, holidays }: Props) => {
  const translate = useWords()
  const nameOf = useCloserNames()
  const [closer, setCloser] = useState(EVERYBODY)
  const closers = [...new Set(cells.map(({ closerId }) => closerId))]
  const days = cells.map(({ on }) => on)
  const shown = cells.filter(({ closerId }) => closer === EVERYBODY || (closerId ?? NOBODY) === closer)
  const before = sumOf(shown, 'before')
  const after = sumOf(shown, 'after')
  return (
    <div>
      <Typography variant="subtitle2" component="h4">
        {title}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {hint}
      </Typography>
      <TextField
        select
        size="small"
        fullWidth={false}
        label={translate('whatIf.closer')}
        value={closer}
        onChange={({ target }) => setCloser(target.value)}
        sx={{ minWidth: 180, marginY: 1 }}
      >
        <MenuItem value={EVERYBODY}>{translate('whatIf.all_closers')}</MenuItem>
        {closers.map((closerId) => (
          <MenuItem key={closerId} value={closerId ?? NOBODY}>
            {nameOf(closerId)}
          </MenuItem>
        ))}
      </TextField>
      <Weeks
        title={title}
        cells={shown}
        from={first(from, ...days)}
        to={last(to, ...days)}
        holidays={new Set(holidays)}
      />
      <Typography variant="body2">{translate('whatIf.total', { after, before })}</Typography>
    </div>
  )
}

const sumOf = (cells: readonly DayCell[], what: 'before' | 'after') => cells.reduce((sum, cell) => sum + cell[what], 0)

/** Days are compared as text. The zone of the company may be a day ahead of the one the instants are written in. */
const first = (...days: string[]): string => days.reduce((a, b) => (b < a ? b : a))
const last = (...days: string[]): string => days.reduce((a, b) => (b > a ? b : a))

type WeeksProps = Omit<Props, 'hint' | 'holidays'> & { holidays: ReadonlySet<string> }

const Weeks = ({ title, cells, from, to, holidays }: WeeksProps) => {
  const [locale] = useLocaleState()
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const sums = new Map<string, { before: number; after: number }>()
  for (const { on, before, after } of cells) {
    const sum = sums.get(on) ?? { before: 0, after: 0 }
    sums.set(on, { before: sum.before + before, after: sum.after + after })
  }
  const most = Math.max(1, ...[...sums.values()].map(({ after }) => after))
  const weeks = weeksOf(from, to)
  return (
    <Box
      component="table"
      aria-label={title}
      sx={{ width: '100%', maxWidth: 720, tableLayout: 'fixed', borderCollapse: 'separate', borderSpacing: 2 }}
    >
      <thead>
        <tr>
          {weeks[0]?.map((on) => (
            <Box component="th" scope="col" key={on} sx={{ typography: 'caption', textAlign: 'left' }}>
              {weekday.format(new Date(on))}
            </Box>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((on) =>
              on < from || on > to ? (
                <td key={on} />
              ) : (
                <Day
                  key={on}
                  on={on}
                  sum={sums.get(on)}
                  most={most}
                  isHoliday={holidays.has(on)}
                  hasMonth={on === from || on.endsWith('-01')}
                />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </Box>
  )
}

interface DayProps {
  on: string
  sum: { before: number; after: number } | undefined
  most: number
  isHoliday: boolean
  /** On the first day shown, and on the first of each month. */
  hasMonth: boolean
}

const Day = ({ on, sum = { before: 0, after: 0 }, most, isHoliday, hasMonth }: DayProps) => {
  const translate = useWords()
  const { before, after } = sum
  const [, month, day] = on.split('-')
  return (
    <Box
      component="td"
      sx={{
        padding: { xs: 0.25, sm: 0.5 },
        verticalAlign: 'top',
        height: 56,
        border: 1,
        borderStyle: isHoliday ? 'dashed' : 'solid',
        borderColor: isHoliday ? 'text.primary' : 'divider',
        borderRadius: 1,
        boxShadow: ({ palette }) =>
          after > 0 ? `inset 0 -${Math.max(2, Math.round((8 * after) / most))}px 0 ${palette.primary.main}` : 'none',
      }}
    >
      <Typography variant="caption" color="text.secondary" component="div">
        {Number(day)}
        {hasMonth && `/${Number(month)}`}
        {isHoliday && <div>{translate('whatIf.holiday')}</div>}
      </Typography>
      {(after > 0 || before > 0) && (
        <Typography variant="body2" component="div" sx={{ lineHeight: 1.2, overflowWrap: 'anywhere' }}>
          <b>{after}</b>
          {after !== before && ` (${before})`}
        </Typography>
      )}
    </Box>
  )
}
