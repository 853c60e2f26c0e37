import { Alert, FormControlLabel, Stack, Switch, Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import { InstallSteps } from './InstallSteps.tsx'
import { usePush } from './use-push.ts'

/** Turns push on and off for this device; explains why it is not possible and what to do. */
export const DeviceSwitch = () => {
  const translate = useWords()
  const { support, isDenied, isReady, hasKey, isOn, isBusy, turnOn, turnOff } = usePush()
  if (support === 'needs_install') {
    return (
      <Alert severity="info">
        {translate('notices.ios.needed')}
        <InstallSteps />
      </Alert>
    )
  }
  if (support === 'no') return <Alert severity="info">{translate('notices.unsupported')}</Alert>
  if (!hasKey) return <Alert severity="warning">{translate('notices.no_key')}</Alert>
  return (
    <Stack spacing={1}>
      <FormControlLabel
        control={
          <Switch
            checked={isOn}
            disabled={!isReady || isBusy || (isDenied && !isOn)}
            onChange={(_, on) => void (on ? turnOn() : turnOff())}
          />
        }
        label={
          <>
            {translate('notices.here')}
            <Typography variant="body2" color="text.secondary">
              {translate('notices.here_hint')}
            </Typography>
          </>
        }
      />
      {isDenied && !isOn && <Alert severity="warning">{translate('notices.denied')}</Alert>}
      <InstallSteps />
    </Stack>
  )
}
