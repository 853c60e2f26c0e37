/** Says how many actions wait for the network; the latest can be taken back until then. */
import { Alert, Button } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import { useWaiting } from './use-waiting.ts'

export const WaitingBar = () => {
  const translate = useWords()
  const { waiting, takeBack } = useWaiting()
  if (waiting.length === 0) return null
  return (
    <Alert
      severity="warning"
      role="status"
      sx={{ marginTop: 1 }}
      action={
        <Button color="inherit" size="small" onClick={takeBack}>
          {translate('inbox.waiting_undo')}
        </Button>
      }
    >
      {translate('inbox.waiting', { smart_count: waiting.length })}
    </Alert>
  )
}
