/** One closer's days on a calendar; a day above the limit is framed, and says by how much. */
import WarningIcon from '@mui/icons-material/WarningAmber'
import { Box, Typography } from '@mui/material'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/Panel.tsx'
import { weeksOf } from '../layout/weeks.ts'
import { type CloserDays, overloaded, total } from './load-of.ts'

interface Props {
  name: string
  closer: CloserDays
  limit: number | null
  /** `YYYY-MM-DD`, both included. */
  from: string
  to: string
  holidays: ReadonlySet<string>
}

export const CloserLoadCard = ({ name, closer, limit, from, to, holidays }: Props) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const weeks = weeksOf(from, to)
  const over = overloaded(closer, limit)
  const sums = [
    translate('forecast.total', { smart_count: total(closer) }),
    over > 0 && translate('forecast.days_over', { smart_count: over }),
  ]
  return (
    <Panel title={name} summary={sums.filter(Boolean).join(' · ')}>
      <Box
        component="table"
        aria-label={name}
        sx={{ width: '100%', tableLayout: 'fixed', borderCollapse: 'separate', borderSpacing: 2 }}
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
                    count={closer.days.get(on) ?? 0}
                    limit={limit}
                    isHoliday={holidays.has(on)}
                    hasMonth={on === from || on.endsWith('-01')}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </Box>
    </Panel>
  )
}

interface DayProps {
  on: string
  count: number
  limit: number | null
  isHoliday: boolean
  /** On the first day shown, and on the first of each month. */
  hasMonth: boolean
}

const Day = ({ on, count, limit, isHoliday, hasMonth }: DayProps) => {
  const translate = useWords()
  const [, month, day] = on.split('-')
  const extra = limit === null ? 0 : Math.max(0, count - limit)
  return (
    <Box
      component="td"
      sx={{
        padding: 0.5,
        verticalAlign: 'top',
        height: 64,
        border: extra > 0 ? 2 : 1,
        borderStyle: isHoliday ? 'dashed' : 'solid',
        borderColor: extra > 0 ? 'warning.main' : isHoliday ? 'text.primary' : 'divider',
        borderRadius: 1,
        overflow: 'hidden',
      }}
    >
      <Typography variant="caption" color="text.secondary" component="div">
        {Number(day)}
        {hasMonth && `/${Number(month)}`}
        {isHoliday && <div>{translate('whatIf.holiday')}</div>}
      </Typography>
      {count > 0 && (
        <Typography variant="body2" component="div" sx={{ lineHeight: 1.2, fontWeight: 'bold' }}>
          {count}
        </Typography>
      )}
      {extra > 0 && (
        <Typography
          variant="caption"
          component="div"
          sx={{ display: 'flex', alignItems: 'center', gap: 0.25, lineHeight: 1.2, fontWeight: 'bold' }}
        >
          <WarningIcon sx={{ fontSize: 14 }} titleAccess={translate('forecast.too_many')} />+{extra}
        </Typography>
      )}
    </Box>
  )
}
