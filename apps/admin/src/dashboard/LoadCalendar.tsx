import { Alert, Box, Stack, Typography, useTheme } from '@mui/material'
import type { DayStatistics, Holiday, PlannedLoad } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery } from '@tanstack/react-query'
import { useLocaleState } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Figures } from '../parts/Figures.tsx'
import { Panel } from '../parts/Panel.tsx'
import { together } from '../reading/together.ts'
import { request } from '../providers/request.ts'
import { useCompanyZone } from './use-company-zone.ts'
import { dayAgo, localDay, useStatistics } from '../providers/use-statistics.ts'

const WEEKS_PAST = 12
const WEEKS = WEEKS_PAST + 5
const CELL = 18
const GAP = 3
const LEFT = 34
const TOP = 18

interface Day {
  on: string
  count: number
  isPlanned: boolean
  holiday: string | null
}

/** The Monday of the week twelve weeks ago, so that today's week is whole. */
function firstDay(): string {
  const weekday = (new Date().getDay() + 6) % 7
  return dayAgo(WEEKS_PAST * 7 + weekday)
}

const after = (on: string, days: number): string => {
  const at = new Date(`${on}T12:00`)
  at.setDate(at.getDate() + days)
  return localDay(at)
}

/** Whether anybody is about to be flooded: past and planned relances, a square a day, holidays hatched. */
export const LoadCalendar = () => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const from = firstDay()
  const past = useStatistics<DayStatistics[]>(`days?from=${from}`, 'relances')
  const load = useStatistics<PlannedLoad>('load', 'runs')
  const holidays = useQuery<Holiday[], Error>({
    queryKey: ['settings', 'holidays'],
    queryFn: async () => (await request<Holiday[]>('settings/holidays')).json,
  })
  const days = daysOf(from, past.data ?? [], load.data?.days ?? [], holidays.data ?? [])
  const long = instantFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  const words = (day: Day): string =>
    [
      translate(day.isPlanned ? 'dashboard.load.planned' : 'dashboard.load.past', {
        on: long.format(new Date(day.on)),
        smart_count: day.count,
      }),
      day.holiday && translate('dashboard.load.holiday', { name: day.holiday }),
    ]
      .filter(Boolean)
      .join(', ')
  const title = translate('dashboard.load.title')
  const { named } = useCompanyZone()
  return (
    <Panel
      title={title}
      summary={`${translate('dashboard.load.summary')} ${named}`}
      reading={together(past, load, holidays)}
    >
      <Squares days={days} title={title} words={words} />
      {load.data && !load.data.isComplete && <Alert severity="info">{translate('dashboard.load.partial')}</Alert>}
      <Figures
        label={title}
        columns={[translate('dashboard.days.on'), translate('dashboard.load.kind'), translate('dashboard.load.count')]}
        rows={days
          .filter(({ count }) => count > 0)
          .map(({ on, count, isPlanned }) => [
            long.format(new Date(on)),
            translate(`dashboard.load.kinds.${isPlanned ? 'planned' : 'past'}`),
            count,
          ])}
      />
    </Panel>
  )
}

/** Today is both: what has come up, and what is still to come. */
function daysOf(
  from: string,
  past: readonly DayStatistics[],
  planned: PlannedLoad['days'],
  holidays: readonly Holiday[],
): Day[] {
  const today = localDay(new Date())
  const counts = new Map(past.map(({ on, due }) => [on, due]))
  const plans = new Map(planned.map(({ on, relances }) => [on, relances]))
  const names = new Map(holidays.map(({ heldOn, name }) => [heldOn, name]))
  return Array.from({ length: WEEKS * 7 }, (_, place) => {
    const on = after(from, place)
    return {
      on,
      count: (on <= today ? (counts.get(on) ?? 0) : 0) + (on >= today ? (plans.get(on) ?? 0) : 0),
      isPlanned: on > today,
      holiday: names.get(on) ?? null,
    }
  })
}

const LEVELS = [0.08, 0.3, 0.5, 0.75, 1]

function levelOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.min(4, 1 + Math.floor((4 * (count - 1)) / Math.max(1, most)))
}

const Squares = ({ days, title, words }: { days: Day[]; title: string; words(day: Day): string }) => {
  const { palette } = useTheme()
  const translate = useWords()
  const [locale] = useLocaleState()
  const most = Math.max(0, ...days.map(({ count }) => count))
  const today = localDay(new Date())
  const weekday = instantFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const month = instantFormat(locale, { month: 'short', timeZone: 'UTC' })
  const size = CELL + GAP
  return (
    <>
      <Box
        component="svg"
        role="img"
        aria-label={title}
        viewBox={`0 0 ${LEFT + WEEKS * size} ${TOP + 7 * size}`}
        sx={{
          width: '100%',
          maxWidth: 560,
          display: 'block',
          marginTop: 1.5,
          '& text': { fill: palette.text.secondary, fontSize: 11 },
        }}
      >
        <defs>
          <pattern id="holiday" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" y1="0" x2="0" y2="5" stroke={palette.text.secondary} strokeWidth="1.5" />
          </pattern>
        </defs>
        {[0, 2, 4, 6].map((row) => (
          <text key={row} x={0} y={TOP + row * size + 13}>
            {weekday.format(new Date(Date.UTC(2024, 0, 1 + row)))}
          </text>
        ))}
        {days.map((day, place) => {
          const x = LEFT + Math.floor(place / 7) * size
          const y = TOP + (place % 7) * size
          const isFirst = place % 7 === 0 && Number(day.on.slice(8)) <= 7
          return (
            <g key={day.on}>
              {isFirst && (
                <text x={x} y={11}>
                  {month.format(new Date(day.on))}
                </text>
              )}
              <rect
                x={x}
                y={y}
                width={CELL}
                height={CELL}
                rx={3}
                fill={palette.primary.main}
                fillOpacity={LEVELS[levelOf(day.count, most)]}
                stroke={day.on === today ? palette.text.primary : day.isPlanned ? palette.primary.main : 'none'}
                strokeWidth={day.on === today ? 2 : 1}
                strokeDasharray={day.isPlanned ? '2 2' : undefined}
              >
                <title>{words(day)}</title>
              </rect>
              {day.holiday && (
                <rect x={x} y={y} width={CELL} height={CELL} rx={3} fill="url(#holiday)" pointerEvents="none" />
              )}
            </g>
          )
        })}
      </Box>
      <Stack direction="row" spacing={0.5} alignItems="center" sx={{ marginTop: 1 }}>
        <Typography variant="caption">{translate('dashboard.load.less')}</Typography>
        {LEVELS.map((opacity) => (
          <Box key={opacity} sx={{ width: 14, height: 14, borderRadius: 0.5, bgcolor: 'primary.main', opacity }} />
        ))}
        <Typography variant="caption">
          {translate('dashboard.load.more')} ({most})
        </Typography>
      </Stack>
    </>
  )
}
