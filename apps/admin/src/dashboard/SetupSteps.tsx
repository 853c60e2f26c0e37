import { Box, Button, LinearProgress, Step, StepContent, StepLabel, Stepper, Typography } from '@mui/material'
import type { Setup } from '@relance/contract'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/Panel.tsx'

const STEPS = [
  ['leads', 'hasLeads', '/leads/import'],
  ['templates', 'hasTemplates', '/templates/create'],
  ['frequencies', 'hasFrequencies', '/frequencies/create'],
  ['rules', 'hasRules', '/rules/create'],
  ['active', 'hasActiveRules', '/rules'],
  ['relances', 'hasRelances', '/runs'],
] as const satisfies readonly (readonly [string, keyof Setup, string])[]

/** The way from an empty database to a first relance; the first step that is not done is open. */
export const SetupSteps = ({ setup }: { setup: Setup }) => {
  const translate = useWords()
  const done = STEPS.filter(([, is]) => setup[is]).length
  const next = STEPS.findIndex(([, is]) => !setup[is])
  const progress = translate('dashboard.setup.done', { done, all: STEPS.length })
  return (
    <Panel title={translate('dashboard.setup.title')} summary={progress}>
      <LinearProgress variant="determinate" value={(100 * done) / STEPS.length} aria-label={progress} />
      <Stepper orientation="vertical" activeStep={next} sx={{ marginTop: 2 }}>
        {STEPS.map(([name, is, to]) => (
          <Step key={name} completed={setup[is]}>
            <StepLabel>{translate(`dashboard.setup.${name}`)}</StepLabel>
            <StepContent>
              <Typography variant="body2">{translate(`dashboard.setup.${name}_help`)}</Typography>
              <Box sx={{ marginTop: 1 }}>
                <Button variant="contained" component={Link} to={to}>
                  {translate(`dashboard.setup.${name}`)}
                </Button>
              </Box>
            </StepContent>
          </Step>
        ))}
      </Stepper>
    </Panel>
  )
}
