import { Box, Button, LinearProgress, Step, StepContent, StepLabel, Stepper, Typography } from '@mui/material'
import type { Setup } from '@relance/contract'
import { useCanAccess } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { FirstPlanned } from './FirstPlanned.tsx'
import { SETUP_STEPS } from './setup-steps.ts'

/** The way from an empty database to a first relance; the first step that is not done is open. */
export const SetupSteps = ({ setup }: { setup: Setup }) => {
  const translate = useWords()
  const { canAccess: mayInvite } = useCanAccess({ resource: 'users', action: 'create' })
  const done = SETUP_STEPS.filter(([, is]) => setup[is]).length
  const next = SETUP_STEPS.findIndex(([, is]) => !setup[is])
  const progress = translate('dashboard.setup.done', { done, all: SETUP_STEPS.length })
  return (
    <Panel title={translate('dashboard.setup.title')} summary={progress}>
      <LinearProgress variant="determinate" value={(100 * done) / SETUP_STEPS.length} aria-label={progress} />
      {!setup.hasRules && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, marginTop: 2 }}>
          <Button variant="outlined" component={Link} to="/start">
            {translate('dashboard.setup.starter')}
          </Button>
          <Typography variant="body2" color="text.secondary">
            {translate('dashboard.setup.starter_help')}
          </Typography>
        </Box>
      )}
      <Stepper orientation="vertical" activeStep={next} sx={{ marginTop: 2 }}>
        {SETUP_STEPS.map(([name, is, to]) => (
          <Step key={name} completed={setup[is]}>
            <StepLabel>{translate(`dashboard.setup.${name}`)}</StepLabel>
            <StepContent>
              <Typography variant="body2">
                {translate(`dashboard.setup.${name}_help`)}
                {name === 'relances' && <FirstPlanned />}
              </Typography>
              {name === 'people' && !mayInvite ? (
                <Typography variant="body2">{translate('dashboard.setup.people_ask')}</Typography>
              ) : (
                <Box sx={{ marginTop: 1 }}>
                  <Button variant="contained" component={Link} to={to}>
                    {translate(`dashboard.setup.${name}`)}
                  </Button>
                  {name === 'leads' && (
                    <Button component={Link} to="/leads/create" sx={{ marginLeft: 1 }}>
                      {translate('dashboard.setup.add_lead')}
                    </Button>
                  )}
                </Box>
              )}
            </StepContent>
          </Step>
        ))}
      </Stepper>
    </Panel>
  )
}
