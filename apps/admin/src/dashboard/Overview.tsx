import { Box, Skeleton, Stack, ToggleButton, ToggleButtonGroup } from '@mui/material'
import type { Setup, SummaryStatistics } from '@relance/contract'
import { Title } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { useReadings, useStatistics } from '../providers/use-statistics.ts'
import { Failure } from '../reading/Failure.tsx'
import { noneOf } from '../reading/together.ts'
import { Attention } from './Attention.tsx'
import { DaysChart } from './DaysChart.tsx'
import { Funnel } from './Funnel.tsx'
import { KeyFigures } from './KeyFigures.tsx'
import { LoadCalendar } from './LoadCalendar.tsx'
import { RuleEffect } from './RuleEffect.tsx'
import { ScanStatus } from './ScanStatus.tsx'
import { SetupSteps } from './SetupSteps.tsx'
import { Team } from './Team.tsx'
import { type PeriodChoice, PERIODS, usePeriod } from './use-period.ts'

/** A manager's first page: what needs a decision, whether people keep up, what it brings, what is to come. */
export const Overview = () => {
  const translate = useWords()
  const period = usePeriod()
  const setup = useStatistics<Setup>('setup', 'runs')
  const summary = useStatistics<SummaryStatistics>(`summary?from=${period.from}`, 'relances')
  const others = useReadings({
    [`days?from=${period.earlierFrom}`]: 'relances',
    [`closers?from=${period.from}`]: 'relances',
    load: 'runs',
  })
  const outage = noneOf(setup, summary, ...others)
  return (
    <Stack spacing={2} sx={{ marginY: 2, minWidth: 0 }}>
      <Title title={translate('dashboard.title')} />
      {outage ? (
        <Failure error={outage.error} words={translate('failure.down')} retry={outage.refetch} />
      ) : (
        <>
          <Stack direction={{ xs: 'column', md: 'row' }} spacing={2} alignItems={{ md: 'center' }}>
            <ScanStatus />
            {setup.data?.hasRelances && <Period period={period} />}
          </Stack>
          {setup.data && !setup.data.hasRelances ? (
            <SetupSteps setup={setup.data} />
          ) : (
            <Parts period={period} summary={summary} />
          )}
        </>
      )}
    </Stack>
  )
}

const Period = ({ period: { days, choose } }: { period: PeriodChoice }) => {
  const translate = useWords()
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={days}
      aria-label={translate('dashboard.period.label')}
      onChange={(_, chosen: typeof days | null) => chosen && choose(chosen)}
      sx={{ flexShrink: 0 }}
    >
      {PERIODS.map((one) => (
        <ToggleButton key={one} value={one} sx={{ textTransform: 'none', whiteSpace: 'nowrap', paddingX: 1.5 }}>
          {translate(`dashboard.period.days_${one}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

const TWO = (wide: string) => ({
  display: 'grid',
  gap: 2,
  alignItems: 'stretch',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: wide },
})

interface Read {
  period: PeriodChoice
  summary: ReturnType<typeof useStatistics<SummaryStatistics>>
}

const Parts = ({ period, summary }: Read) => (
  <Stack spacing={2} useFlexGap>
    {summary.error && <Failure error={summary.error} retry={summary.refetch} />}
    {summary.data ? (
      <KeyFigures summary={summary.data} days={period.days} />
    ) : (
      summary.isPending && <Skeleton variant="rounded" height={112} animation={false} />
    )}
    <Box sx={{ ...TWO('minmax(0, 2fr) minmax(0, 3fr)'), order: { xs: -1, md: 0 } }}>
      <Attention from={period.from} />
      <DaysChart period={period} />
    </Box>
    {summary.data && (
      <>
        <Box sx={TWO('minmax(0, 2fr) minmax(0, 3fr)')}>
          <Funnel summary={summary.data} />
          <Team from={period.from} within={summary.data.current} />
        </Box>
        <RuleEffect summary={summary.data} />
      </>
    )}
    <LoadCalendar />
  </Stack>
)
