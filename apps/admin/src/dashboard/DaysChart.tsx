import { Box, useTheme } from '@mui/material'
import { BarChart } from '@mui/x-charts/BarChart'
import type { DayStatistics } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useLocaleState } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Figures } from '../parts/Figures.tsx'
import { Panel } from '../parts/Panel.tsx'
import { nextDay, startOfDayIn } from '../calendar/weeks.ts'
import { relancesPath } from '../reading/relances-path.ts'
import { useCompanyZone } from './use-company-zone.ts'
import { useStatistics } from '../providers/use-statistics.ts'

const openOf = ({ due, onTime, late }: DayStatistics): number => due - onTime - late
const sum = (days: readonly DayStatistics[], of: 'due' | 'onTime' | 'late'): number =>
  days.reduce((all, day) => all + day[of], 0)

/** Whether people keep up: what came up each day, and what became of it. A day opens its list. */
export const DaysChart = () => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const navigate = useNavigate()
  const { palette } = useTheme()
  const { zone, named } = useCompanyZone()
  const reading = useStatistics<DayStatistics[]>('days', 'relances')
  const days = reading.data ?? []
  const shown = { due: sum(days, 'due'), onTime: sum(days, 'onTime'), late: sum(days, 'late') }
  const short = instantFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const label = (on: string): string => short.format(new Date(on))
  const open = (on: string | number | Date | null | undefined): void => {
    const [from, to] = [String(on), nextDay(String(on))].map((day) => new Date(startOfDayIn(zone, day)).toISOString())
    navigate(relancesPath({ deliverAt_gte: from, deliverAt_lt: to }))
  }
  const summary = shown.due > 0 ? translate('dashboard.days.summary', shown) : translate('dashboard.days.empty')
  return (
    <Panel title={translate('dashboard.days.title')} summary={reading.data && `${summary} ${named}`} reading={reading}>
      {shown.due > 0 && (
        <>
          <Box role="img" aria-label={summary}>
            <BarChart
              height={260}
              dataset={days.map((day) => ({ ...day, open: openOf(day) }))}
              xAxis={[{ scaleType: 'band', dataKey: 'on', valueFormatter: label, categoryGapRatio: 0.2 }]}
              yAxis={[{ width: 36, tickMinStep: 1 }]}
              series={[
                {
                  dataKey: 'onTime',
                  label: translate('dashboard.days.onTime'),
                  stack: 'day',
                  color: palette.primary.main,
                },
                { dataKey: 'late', label: translate('dashboard.days.late'), stack: 'day', color: palette.error.main },
                { dataKey: 'open', label: translate('dashboard.days.open'), stack: 'day', color: palette.info.main },
              ]}
              margin={{ left: 0, right: 8 }}
              onAxisClick={(_, data) => open(data?.axisValue)}
              skipAnimation
            />
          </Box>
          <Figures
            label={translate('dashboard.days.title')}
            columns={[
              translate('dashboard.days.on'),
              translate('dashboard.days.due'),
              translate('dashboard.days.onTime'),
              translate('dashboard.days.late'),
              translate('dashboard.days.open'),
            ]}
            rows={days.map((day) => [label(day.on), day.due, day.onTime, day.late, openOf(day)])}
          />
        </>
      )}
    </Panel>
  )
}
