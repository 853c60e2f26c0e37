import { Box, useTheme } from '@mui/material'
import { BarChart } from '@mui/x-charts/BarChart'
import type { StepStatistics } from '@relance/contract'
import { useWords } from '../i18n/use-words.ts'
import { Figures } from '../parts/Figures.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useStatistics } from '../providers/use-statistics.ts'

/** Apart from the greens beside it, by day and by night. */
const WON = '#8a63c9'
const STAGES = ['recorded', 'opened', 'sent', 'replied', 'won'] as const
const COLUMNS = [...STAGES, 'skipped', 'lost'] as const

/** Which step loses people. */
export const FunnelChart = () => {
  const translate = useWords()
  const { palette } = useTheme()
  const reading = useStatistics<StepStatistics[]>('funnel', 'relances')
  const steps = reading.data ?? []
  const name = (step: number): string => translate('dashboard.funnel.step', { step })
  const colors = [palette.grey[500], palette.info.main, palette.primary.main, palette.warning.main, WON]
  const summary = translate(steps.length > 0 ? 'dashboard.funnel.summary' : 'dashboard.funnel.empty')
  return (
    <Panel title={translate('dashboard.funnel.title')} summary={reading.data && summary} reading={reading}>
      {steps.length > 0 && (
        <>
          <Box role="img" aria-label={summary}>
            <BarChart
              height={240}
              dataset={steps.map((step) => ({ ...step, name: name(step.step) }))}
              xAxis={[{ scaleType: 'band', dataKey: 'name' }]}
              yAxis={[{ width: 36, tickMinStep: 1 }]}
              series={STAGES.map((stage, place) => ({
                dataKey: stage,
                label: translate(`dashboard.funnel.${stage}`),
                color: colors[place] ?? palette.primary.main,
              }))}
              margin={{ left: 0, right: 8 }}
              skipAnimation
            />
          </Box>
          <Figures
            label={translate('dashboard.funnel.title')}
            columns={['', ...COLUMNS.map((column) => translate(`dashboard.funnel.${column}`))]}
            rows={steps.map((step) => [
              name(step.step),
              ...COLUMNS.map((column) => `${step[column]} (${Math.round((100 * step[column]) / step.recorded)} %)`),
            ])}
          />
        </>
      )}
    </Panel>
  )
}
