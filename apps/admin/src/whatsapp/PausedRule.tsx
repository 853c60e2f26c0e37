/** Why the platform suspended a rule, and the button that lets it go on. */
import { Alert, Button, Link as MuiLink } from '@mui/material'
import { useNotify, useRefresh } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { askResumption } from '../resumption/ask-resumption.ts'
import { useAct } from './use-whatsapp.ts'

interface Props {
  rule: { id: string; name: string; pauseReason: string | null }
  /** Where the page is not about the rule. */
  isNamed?: boolean
}

export const PausedRule = ({ rule: { id, name, pauseReason }, isNamed = false }: Props) => {
  const translate = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const act = useAct()
  if (pauseReason === null) return null
  const resume = async (): Promise<void> => {
    const midway = await askResumption('rule', `rules/${id}/resumption`)
    if (midway === null || !(await act(`rules/${id}/resume`, { body: { midway } }))) return
    notify('whatsapp.resumed', { type: 'success' })
    refresh()
  }
  const why =
    pauseReason === 'keeps_failing'
      ? translate('whatsapp.keeps_failing')
      : translate(`whatsapp.reasons.${pauseReason}`, { _: pauseReason })
  return (
    <Alert
      severity="warning"
      sx={{ width: '100%', marginY: 1 }}
      action={
        <Button color="inherit" onClick={() => void resume()}>
          {translate('whatsapp.resume')}
        </Button>
      }
    >
      {isNamed && (
        <MuiLink component={Link} to={`/rules/${id}`}>
          {name}
        </MuiLink>
      )}
      {isNamed && ' · '}
      {translate('whatsapp.paused')}. {why}
    </Alert>
  )
}
