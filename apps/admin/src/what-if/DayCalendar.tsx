/** Two figures a day on a calendar, closer by closer: as it would be, and as it is or was where that differs. */
import { MenuItem, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { type ShownDay, WeekCalendar } from '../calendar/WeekCalendar.tsx'
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

const NONE = { before: 0, after: 0 }

const Weeks = ({ title, cells, from, to, holidays }: WeeksProps) => {
  const sums = new Map<string, { before: number; after: number }>()
  for (const { on, before, after } of cells) {
    const sum = sums.get(on) ?? NONE
    sums.set(on, { before: sum.before + before, after: sum.after + after })
  }
  const most = Math.max(1, ...[...sums.values()].map(({ after }) => after))
  const day = (on: string): ShownDay => {
    const { before, after } = sums.get(on) ?? NONE
    const height = Math.max(2, Math.round((8 * after) / most))
    return {
      sx: { boxShadow: ({ palette }) => (after > 0 ? `inset 0 -${height}px 0 ${palette.primary.main}` : 'none') },
      content: (after > 0 || before > 0) && (
        <Typography variant="body2" component="div" sx={{ lineHeight: 1.2, overflowWrap: 'anywhere' }}>
          <b>{after}</b>
          {after !== before && ` (${before})`}
        </Typography>
      ),
    }
  }
  return <WeekCalendar label={title} from={from} to={to} holidays={holidays} day={day} />
}
