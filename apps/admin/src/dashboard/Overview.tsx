import { Box, Stack } from '@mui/material'
import type { Setup } from '@relance/contract'
import { Suspense } from 'react'
import { Title } from 'react-admin'
import { StepAlerts } from '../effect/StepAlerts.tsx'
import { useWords } from '../i18n/use-words.ts'
import { HeldNotes } from '../stops/HeldNotes.tsx'
import { Failure } from '../reading/Failure.tsx'
import { noneOf } from '../reading/together.ts'
import { WhatsAppNotes } from '../whatsapp/WhatsAppNotes.tsx'
import { Closers } from './Closers.tsx'
import { Counts } from './Counts.tsx'
import { LoadCalendar } from './LoadCalendar.tsx'
import { ScanStatus } from './ScanStatus.tsx'
import { SetupSteps } from './SetupSteps.tsx'
import { useReadings, useStatistics } from '../providers/use-statistics.ts'
import { lazyPart } from '../parts/lazy-parts.ts'

const DaysChart = lazyPart(async () => (await import('./DaysChart.tsx')).DaysChart)
const FunnelChart = lazyPart(async () => (await import('./FunnelChart.tsx')).FunnelChart)

/** What its parts read. */
const PARTS = { days: 'relances', funnel: 'relances', closers: 'relances', load: 'runs' } as const

/** A manager's first page: whether the machine runs, whether people keep up, what is to come. */
export const Overview = () => {
  const translate = useWords()
  const setup = useStatistics<Setup>('setup', 'runs')
  const outage = noneOf(setup, ...useReadings(PARTS))
  return (
    <Stack spacing={2} sx={{ marginY: 2, minWidth: 0 }}>
      <Title title={translate('dashboard.title')} />
      {outage ? (
        <Failure error={outage.error} words={translate('failure.down')} retry={outage.refetch} />
      ) : (
        <Parts setup={setup.data} />
      )}
    </Stack>
  )
}

const Parts = ({ setup }: { setup: Setup | undefined }) => (
  <>
    <WhatsAppNotes />
    <ScanStatus />
    <StepAlerts />
    <HeldNotes />
    {setup && !setup.hasRelances && <SetupSteps setup={setup} />}
    <Counts />
    <Suspense fallback={null}>
      <DaysChart />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        <FunnelChart />
        <LoadCalendar />
      </Box>
    </Suspense>
    <Closers />
  </>
)
