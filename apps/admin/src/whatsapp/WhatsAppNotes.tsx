/** What a manager's first page says of WhatsApp: that it is the sandbox, what waits for a person, what is paused. */
import { Alert, Button } from '@mui/material'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { useWhatsAppStatus } from './use-whatsapp.ts'

export const WhatsAppNotes = () => {
  const translate = useWords()
  const { data: status } = useWhatsAppStatus()
  if (!status) return null
  const { isSandbox, isConfigured, isStopped, unsettled, budgetState } = status
  const see = (
    <Button color="inherit" size="small" component={Link} to="/whatsapp">
      {translate('whatsapp.status.see')}
    </Button>
  )
  return (
    <>
      {unsettled > 0 && (
        <Alert severity="warning" action={see}>
          {translate('whatsapp.status.to_settle', { smart_count: unsettled })}
        </Alert>
      )}
      {isConfigured && isStopped && (
        <Alert severity="error" action={see}>
          {translate('whatsapp.status.stopped')}
        </Alert>
      )}
      {(budgetState === 'alert' || budgetState === 'spent') && (
        <Alert severity={budgetState === 'spent' ? 'error' : 'warning'} action={see}>
          {translate(`whatsapp.spend.${budgetState}`)}
        </Alert>
      )}
      {isSandbox && (
        <Alert severity="info" action={see}>
          {translate('whatsapp.status.sandbox')}
        </Alert>
      )}
    </>
  )
}
