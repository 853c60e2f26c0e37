/** Tests the connection to WhatsApp, and says in words what is wrong and what to do. */
import { Alert, AlertTitle, Button, Stack } from '@mui/material'
import type { ConnectionReport } from '@relance/contract'
import { useState } from 'react'
import { useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../parts/Panel.tsx'
import { request } from '../providers/request.ts'

export const ConnectionCard = () => {
  const translate = useWords()
  const notify = useNotify()
  const [locale] = useLocaleState()
  const [report, setReport] = useState<ConnectionReport | null>(null)
  const [isTesting, setIsTesting] = useState(false)
  const test = async (): Promise<void> => {
    setIsTesting(true)
    try {
      setReport((await request<ConnectionReport>('whatsapp/check', { method: 'POST', language: locale })).json)
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    setIsTesting(false)
  }
  return (
    <Panel
      title={translate('whatsapp.connection.title')}
      summary={translate('whatsapp.connection.hint')}
      action={
        <Button variant="outlined" disabled={isTesting} onClick={() => void test()}>
          {translate('whatsapp.connection.test')}
        </Button>
      }
    >
      <Stack spacing={1} sx={{ marginTop: 1 }} aria-live="polite">
        {report && !report.isConfigured && <Alert severity="info">{translate('whatsapp.status.not_configured')}</Alert>}
        {report?.ok && <Alert severity="success">{translate('whatsapp.connection.all_well')}</Alert>}
        {report?.findings.map(({ check, ok, code, title, text }, place) => (
          <Alert
            key={`${check} ${place}`}
            severity={ok ? 'success' : code === 'not_looked_at' ? 'info' : 'error'}
            variant="outlined"
            sx={{ overflowWrap: 'anywhere' }}
          >
            <AlertTitle>{title}</AlertTitle>
            {text}
          </Alert>
        ))}
      </Stack>
    </Panel>
  )
}
