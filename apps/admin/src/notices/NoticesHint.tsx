import { Alert, Button, Stack } from '@mui/material'
import { useStore } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { InstallSteps } from './InstallSteps.tsx'
import { usePush } from './use-push.ts'

/** Offers notifications above the queue until they are on or declined. */
export const NoticesHint = () => {
  const translate = useWords()
  const [isDeclined, setIsDeclined] = useStore('relance.notices', false)
  const { support, isDenied, isReady, hasKey, isOn, isBusy, turnOn } = usePush()
  if (isDeclined || isOn || isDenied || !isReady || !hasKey || support === 'no') return null
  return (
    <Alert severity="info" sx={{ marginY: 1 }}>
      {translate(support === 'needs_install' ? 'notices.ios.needed' : 'notices.offer')}
      {support === 'needs_install' && <InstallSteps />}
      <Stack direction="row" flexWrap="wrap" gap={1} sx={{ marginTop: 1 }}>
        {support === 'yes' && (
          <Button variant="outlined" disabled={isBusy} onClick={() => void turnOn()} sx={{ minHeight: 48 }}>
            {translate('notices.turn_on')}
          </Button>
        )}
        <Button onClick={() => setIsDeclined(true)} sx={{ minHeight: 48 }}>
          {translate('notices.not_now')}
        </Button>
      </Stack>
    </Alert>
  )
}
