/** Four figures of the period, each with its trend and the list behind it. */
import { Box, ButtonBase, Card, Typography } from '@mui/material'
import type { PeriodStatistics, SummaryStatistics } from '@relance/contract'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { pointsOf, shareOf, type Trend, trendOf } from './figures.ts'
import { MEETING, onTimePath, outcomesPath, REPLIED, sentPath } from './lists.ts'
import type { PeriodDays } from './use-period.ts'
import { usePercent } from './use-percent.ts'

type Name = 'sent' | 'onTime' | 'replied' | 'meeting'

interface Figure {
  name: Name
  value: string
  trend: Trend | null
  unit: 'percent' | 'points'
  to: string
}

function figuresOf({ current, before }: SummaryStatistics, percent: (share: number | null) => string): Figure[] {
  const share = (of: 'onTime' | 'replied', whole: 'due' | 'sent') => (period: PeriodStatistics) =>
    shareOf(period[of], period[whole])
  const onTime = share('onTime', 'due')
  const replied = share('replied', 'sent')
  return [
    {
      name: 'sent',
      value: String(current.sent),
      trend: trendOf(current.sent, before.sent),
      unit: 'percent',
      to: sentPath(current),
    },
    {
      name: 'onTime',
      value: percent(onTime(current)),
      trend: pointsOf(onTime(current), onTime(before)),
      unit: 'points',
      to: onTimePath(current),
    },
    {
      name: 'replied',
      value: percent(replied(current)),
      trend: pointsOf(replied(current), replied(before)),
      unit: 'points',
      to: outcomesPath(current, REPLIED),
    },
    {
      name: 'meeting',
      value: String(current.meeting),
      trend: trendOf(current.meeting, before.meeting),
      unit: 'percent',
      to: outcomesPath(current, MEETING),
    },
  ]
}

export const KeyFigures = ({ summary, days }: { summary: SummaryStatistics; days: PeriodDays }) => {
  const percent = usePercent()
  const { current } = summary
  const parts: Record<Name, Readonly<Record<string, number>>> = {
    sent: {},
    onTime: { part: current.onTime, whole: current.due },
    replied: { part: current.replied, whole: current.sent },
    meeting: {},
  }
  return (
    <Card
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(4, minmax(0, 1fr))' },
        '&& > *': { borderRight: '1px solid', borderColor: 'divider' },
        '&& > :nth-of-type(2n)': { borderRightWidth: { xs: 0, md: 1 } },
        '&& > :nth-of-type(-n+2)': { borderBottom: { xs: '1px solid', md: 0 }, borderBottomColor: 'divider' },
        '&& > :last-child': { borderRightWidth: 0 },
      }}
    >
      {figuresOf(summary, percent).map((figure) => (
        <Shown key={figure.name} figure={figure} days={days} parts={parts[figure.name]} />
      ))}
    </Card>
  )
}

const Shown = ({
  figure: { name, value, trend, unit, to },
  days,
  parts,
}: {
  figure: Figure
  days: number
  parts: Readonly<Record<string, number>>
}) => {
  const translate = useWords()
  const isShare = name === 'onTime' || name === 'replied'
  return (
    <ButtonBase
      component={Link}
      to={to}
      sx={{
        display: 'block',
        padding: { xs: 1.5, md: 2 },
        textAlign: 'left',
        '&:hover': { backgroundColor: 'action.hover' },
      }}
    >
      <Typography variant="body2" color="text.secondary">
        {translate(`dashboard.key.${name}`)}
      </Typography>
      <Typography variant="h4" component="p">
        {value}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {isShare && (
          <Box component="span">
            {translate(name === 'onTime' ? 'dashboard.key.onTime_of' : 'dashboard.key.replied_of', parts)} ·{' '}
          </Box>
        )}
        <TrendWords trend={trend} unit={unit} days={days} />
      </Typography>
    </ButtonBase>
  )
}

const ARROWS = { up: '↑', down: '↓', same: '=' } as const

const TrendWords = ({ trend, unit, days }: { trend: Trend | null; unit: Figure['unit']; days: number }) => {
  const translate = useWords()
  if (!trend) return <>{translate('dashboard.trend.none')}</>
  const { direction, by } = trend
  return (
    <>
      <Box
        component="span"
        aria-hidden
        sx={{ color: direction === 'down' ? 'error.main' : 'primary.main', fontWeight: 600 }}
      >
        {ARROWS[direction]}
      </Box>{' '}
      {translate(direction === 'same' ? 'dashboard.trend.same' : `dashboard.trend.${direction}_${unit}`, { by, days })}
    </>
  )
}
