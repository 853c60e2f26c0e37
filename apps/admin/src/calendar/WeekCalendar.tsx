/** Days in whole weeks, Monday first; what stands in each, and how it looks, is the caller's. */
import { instantFormat } from '@relance/contract/instants'
import { Box, Typography } from '@mui/material'
import type { SystemStyleObject } from '@mui/system'
import type { Theme } from '@mui/material'
import type { ReactNode } from 'react'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { weeksOf } from './weeks.ts'

export interface ShownDay {
  sx?: SystemStyleObject<Theme>
  content: ReactNode
}

interface Props {
  label: string
  /** `YYYY-MM-DD`, both included. */
  from: string
  to: string
  holidays: ReadonlySet<string>
  day(on: string): ShownDay
}

export const WeekCalendar = ({ label, from, to, holidays, day }: Props) => {
  const [locale] = useLocaleState()
  const weekday = instantFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const weeks = weeksOf(from, to)
  return (
    <Box
      component="table"
      aria-label={label}
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
                  isHoliday={holidays.has(on)}
                  hasMonth={on === from || on.endsWith('-01')}
                  {...day(on)}
                />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </Box>
  )
}

interface DayProps extends ShownDay {
  on: string
  isHoliday: boolean
  /** On the first day shown, and on the first of each month. */
  hasMonth: boolean
}

const Day = ({ on, isHoliday, hasMonth, sx, content }: DayProps) => {
  const translate = useWords()
  const [, month, day] = on.split('-')
  return (
    <Box
      component="td"
      sx={{
        padding: { xs: 0.25, sm: 0.5 },
        verticalAlign: 'top',
        height: 60,
        border: 1,
        borderStyle: isHoliday ? 'dashed' : 'solid',
        borderColor: isHoliday ? 'text.primary' : 'divider',
        borderRadius: 1,
        overflow: 'hidden',
        ...sx,
      }}
    >
      <Typography variant="caption" color="text.secondary" component="div">
        {Number(day)}
        {hasMonth && `/${Number(month)}`}
        {isHoliday && <div>{translate('whatIf.holiday')}</div>}
      </Typography>
      {content}
    </Box>
  )
}
