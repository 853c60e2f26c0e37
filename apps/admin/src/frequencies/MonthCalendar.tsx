import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import type { Holiday } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery } from '@tanstack/react-query'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { DAY } from '../formats/time.ts'

/** More than a quarter is a list, not a picture. */
const MONTHS = 3

/** The months that hold the marked days (`YYYY-MM-DD` → the steps of that day); holidays are named. */
export const MonthCalendar = ({ marks }: { marks: ReadonlyMap<string, string> }) => {
  const { data: holidays = [] } = useQuery({
    queryKey: ['settings', 'holidays'],
    queryFn: async () => (await request<Holiday[]>('settings/holidays')).json,
  })
  const names = new Map(holidays.map(({ heldOn, name }) => [heldOn, name]))
  const months = [...new Set([...marks.keys()].map((on) => on.slice(0, 7)))].sort().slice(0, MONTHS)
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 3, flexWrap: 'wrap' }}>
      {months.map((month) => (
        <Month key={month} month={month} marks={marks} holidays={names} />
      ))}
    </Box>
  )
}

interface Props {
  month: string
  marks: ReadonlyMap<string, string>
  holidays: ReadonlyMap<string, string>
}

/** Weeks of days, Monday first; null before the first and after the last. */
function weeksOf(month: string): (string | null)[][] {
  const first = Date.parse(`${month}-01`)
  const lead = (new Date(first).getUTCDay() + 6) % 7
  const days: (string | null)[] = Array.from({ length: lead }, () => null)
  for (let at = first; new Date(at).toISOString().startsWith(month); at += DAY)
    days.push(new Date(at).toISOString().slice(0, 10))
  while (days.length % 7 > 0) days.push(null)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

const Month = ({ month, marks, holidays }: Props) => {
  const [locale] = useLocaleState()
  const title = instantFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const weekday = instantFormat(locale, { weekday: 'narrow', timeZone: 'UTC' })
  const long = instantFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const headings = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)))
  return (
    <Table
      size="small"
      sx={{
        width: 'auto',
        '& caption': { captionSide: 'top', padding: 0.5 },
        '& td, & th': { padding: '2px', border: 0, textAlign: 'center' },
      }}
    >
      <Typography component="caption" variant="subtitle2">
        {title.format(new Date(`${month}-01`))}
      </Typography>
      <TableHead>
        <TableRow>
          {headings.map((day) => (
            <TableCell key={day.toISOString()} abbr={long.format(day)}>
              {weekday.format(day)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {weeksOf(month).map((week, place) => (
          <TableRow key={week.find(Boolean) ?? place}>
            {week.map((on, day) => (
              <TableCell key={on ?? `none ${day}`}>
                {on && <Day on={on} steps={marks.get(on)} holiday={holidays.get(on)} />}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

const Day = ({ on, steps, holiday }: { on: string; steps: string | undefined; holiday: string | undefined }) => {
  const translate = useWords()
  const words = [steps && translate('frequency.step', { step: steps }), holiday].filter(Boolean).join(', ')
  return (
    <Box
      title={words || undefined}
      sx={{
        width: 30,
        height: 30,
        lineHeight: '30px',
        borderRadius: '50%',
        ...(holiday && { textDecoration: 'line-through' }),
        ...(steps && { bgcolor: 'primary.main', color: 'primary.contrastText', fontWeight: 'bold' }),
      }}
    >
      {Number(on.slice(8))}
      {words && (
        <Box
          component="span"
          sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}
        >
          {` ${words}`}
        </Box>
      )}
    </Box>
  )
}
