/** Shows the secret of a new authenticator app, takes its first code, and shows the recovery codes once. */
import { Button, Stack, Typography } from '@mui/material'
import type { NewAuthenticatorApp, RecoveryCodes as Codes } from '@relance/contract'
import { useState } from 'react'
import { Form, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { refusalOf } from '../providers/sentences-of.ts'
import { CodeInput } from './CodeInput.tsx'
import { CurrentPassword } from './CurrentPassword.tsx'
import { QrCode } from './QrCode.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { useRefusals } from '../forms/use-refusals.ts'

export const SetUpApp = ({ begun, done }: { begun(): void; done(): void }) => {
  const translate = useWords()
  const notify = useNotify()
  const [app, setApp] = useState<NewAuthenticatorApp | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const withRefusals = useRefusals()
  const begin = async (): Promise<void> => {
    try {
      setApp((await request<NewAuthenticatorApp>('auth/second-factor/app', { method: 'POST' })).json)
      begun()
    } catch (error) {
      notify(refusalOf(error), { type: 'error' })
    }
  }
  const confirm = (values: Record<string, unknown>) =>
    withRefusals(async () => {
      const { json } = await request<Codes>('auth/second-factor/app/confirm', { method: 'POST', body: values })
      if (json.recoveryCodes.length > 0) return setCodes(json.recoveryCodes)
      notify('second_factor.app_added', { type: 'success' })
      done()
    })
  if (codes) return <RecoveryCodes codes={codes} done={done} />
  if (!app) {
    return (
      <Button variant="outlined" onClick={() => void begin()} sx={{ minHeight: 48 }}>
        {translate('second_factor.set_up')}
      </Button>
    )
  }
  return (
    <Form onSubmit={confirm} sanitizeEmptyValues={false}>
      <Stack spacing={1.5} alignItems="flex-start">
        <Typography>{translate('second_factor.scan')}</Typography>
        <QrCode text={app.uri} label={translate('second_factor.qr')} />
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {translate('second_factor.key')} <code data-testid="secret">{app.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </Typography>
        <CodeInput label="second_factor.code" isNumeric />
        <CurrentPassword />
        <Button type="submit" variant="contained" sx={{ minHeight: 48 }}>
          {translate('second_factor.confirm')}
        </Button>
      </Stack>
    </Form>
  )
}
