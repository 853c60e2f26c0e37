/** Whether people keep up: what came up each day or week, what became of it, and what the period before had. A bar opens its list. */
import { Box, Stack, Typography } from '@mui/material'
import type { DayStatistics } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useLocaleState } from 'react-admin'
import { Link } from 'react-router-dom'
import { nextDay, startOfDayIn } from '../calendar/weeks.ts'
import { useWords } from '../i18n/use-words.ts'
import { Figures } from '../parts/Figures.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useStatistics } from '../providers/use-statistics.ts'
import { relancesPath } from '../reading/relances-path.ts'
import { type Bar, barsOf, topOf } from './figures.ts'
import { useCompanyZone } from './use-company-zone.ts'
import type { PeriodChoice } from './use-period.ts'

const HEIGHT = 168
const WEEKLY = 84

export const DaysChart = ({ period: { days, earlierFrom } }: { period: PeriodChoice }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { named } = useCompanyZone()
  const reading = useStatistics<DayStatistics[]>(`days?from=${earlierFrom}`, 'relances')
  const bars = barsOf(reading.data ?? [], days === WEEKLY ? 7 : 1)
  const sum = (of: 'due' | 'onTime' | 'late'): number => bars.reduce((all, bar) => all + bar[of], 0)
  const shown = { due: sum('due'), onTime: sum('onTime'), late: sum('late'), days }
  const summary = translate(shown.due > 0 ? 'dashboard.days.summary' : 'dashboard.days.empty', shown)
  const short = instantFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const label = ({ from, to }: Bar): string =>
    from === to ? short.format(new Date(from)) : `${short.format(new Date(from))} – ${short.format(new Date(to))}`
  return (
    <Panel
      title={translate(days === WEEKLY ? 'dashboard.days.by_week' : 'dashboard.days.title')}
      summary={reading.data && `${summary} ${named}`}
      reading={reading}
    >
      {shown.due > 0 && (
        <>
          <Legend />
          <Bars bars={bars} label={label} short={(bar) => short.format(new Date(bar.from))} />
          <Figures
            label={translate('dashboard.days.title')}
            columns={(['on', 'due', 'onTime', 'late', 'open', 'before'] as const).map((column) =>
              translate(`dashboard.days.${column}`),
            )}
            rows={bars.map((bar) => [label(bar), bar.due, bar.onTime, bar.late, bar.open, bar.before])}
          />
        </>
      )}
    </Panel>
  )
}

const SWATCH = { width: 12, height: 12, borderRadius: 0.5, display: 'inline-block', boxSizing: 'border-box' } as const
const OPEN = { border: '1.5px dashed', borderColor: 'chart' } as const

const Legend = () => {
  const translate = useWords()
  const kinds = [
    ['onTime', { ...SWATCH, backgroundColor: 'chart' }],
    ['late', { ...SWATCH, backgroundColor: 'lateChart' }],
    ['open', { ...SWATCH, ...OPEN }],
    ['before', { ...SWATCH, height: 2, borderRadius: 0, backgroundColor: 'text.primary' }],
  ] as const
  return (
    <Stack direction="row" useFlexGap flexWrap="wrap" sx={{ gap: '4px 16px', marginY: 1 }}>
      {kinds.map(([kind, look]) => (
        <Stack key={kind} direction="row" spacing={0.75} alignItems="center">
          <Box component="span" sx={look} />
          <Typography variant="caption">{translate(`dashboard.days.${kind}`)}</Typography>
        </Stack>
      ))}
    </Stack>
  )
}

interface Shown {
  bars: readonly Bar[]
  label(bar: Bar): string
  short(bar: Bar): string
}

const Bars = ({ bars, label, short }: Shown) => {
  const translate = useWords()
  const { zone } = useCompanyZone()
  const top = topOf(Math.max(...bars.map(({ due, before }) => Math.max(due, before))))
  const words = (bar: Bar): string => translate('dashboard.days.bar', { ...bar, on: label(bar) })
  const to = ({ from, to: last }: Bar): string => {
    const [since, until] = [from, nextDay(last)].map((day) => new Date(startOfDayIn(zone, day)).toISOString())
    return relancesPath({ deliverAt_gte: since, deliverAt_lt: until })
  }
  const every = Math.ceil(bars.length / 6)
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: 1, marginTop: 1 }}>
      <Axis top={top} />
      <Box sx={{ position: 'relative', height: HEIGHT, display: 'flex', alignItems: 'flex-end', gap: '2px' }}>
        {[0, 0.5, 1].map((at) => (
          <Box
            key={at}
            aria-hidden
            sx={{
              position: 'absolute',
              insetInline: 0,
              bottom: `${100 * at}%`,
              borderTop: '1px solid',
              borderColor: 'divider',
            }}
          />
        ))}
        {bars.map((bar) => (
          <Box
            key={bar.from}
            component={Link}
            to={to(bar)}
            title={words(bar)}
            aria-label={words(bar)}
            sx={{
              position: 'relative',
              flex: '1 1 0',
              minWidth: 0,
              height: '100%',
              display: 'flex',
              flexDirection: 'column',
              justifyContent: 'flex-end',
              alignItems: 'center',
              borderRadius: 0.5,
              '&:hover': { backgroundColor: 'action.hover' },
            }}
          >
            <Part share={bar.open / top} look={OPEN} />
            <Part share={bar.late / top} look={{ backgroundColor: 'lateChart' }} />
            <Part share={bar.onTime / top} look={{ backgroundColor: 'chart' }} />
            {bar.before > 0 && (
              <Box
                sx={{
                  position: 'absolute',
                  bottom: `calc(${(100 * bar.before) / top}% - 1px)`,
                  width: '92%',
                  height: 2,
                  backgroundColor: 'text.primary',
                }}
              />
            )}
          </Box>
        ))}
      </Box>
      <span />
      <Box aria-hidden sx={{ display: 'flex', gap: '2px', marginTop: 0.5 }}>
        {bars.map((bar, place) => (
          <Typography
            key={bar.from}
            variant="caption"
            color="text.secondary"
            sx={{ flex: '1 1 0', minWidth: 0, whiteSpace: 'nowrap', fontSize: 11 }}
          >
            {place % every === 0 && place + every / 2 <= bars.length && short(bar)}
          </Typography>
        ))}
      </Box>
    </Box>
  )
}

const Part = ({ share, look }: { share: number; look: object }) =>
  share > 0 ? (
    <Box sx={{ width: '68%', maxWidth: 28, height: `${100 * share}%`, minHeight: 2, borderRadius: '2px', ...look }} />
  ) : null

const Axis = ({ top }: { top: number }) => (
  <Stack aria-hidden justifyContent="space-between" alignItems="flex-end" sx={{ height: HEIGHT, marginY: '-8px' }}>
    {[top, top / 2, 0].map((value) => (
      <Typography key={value} variant="caption" color="text.secondary" sx={{ fontSize: 11, lineHeight: '16px' }}>
        {value}
      </Typography>
    ))}
  </Stack>
)
