/** Names a new passkey, proves the password, and has the browser make it. */
import { Alert, Button, Stack, Typography } from '@mui/material'
import type { AddedPasskey, PasskeyOptions } from '@relance/contract'
import { useState } from 'react'
import { Form, required, TextInput, useNotify } from 'react-admin'
import { useRefusals } from '../forms/use-refusals.ts'
import { useWords } from '../i18n/use-words.ts'
import { request } from '../providers/request.ts'
import { makePasskey, offersPasskeys, passkeyFailure } from './ask-passkey.ts'
import { CurrentPassword } from './CurrentPassword.tsx'
import { deviceName } from './device-name.pure.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'

interface Props {
  /** Why none can be added at this address of the server. */
  obstacle: string | null
  begun(): void
  done(): void
}

export const SetUpPasskey = ({ obstacle, begun, done }: Props) => {
  const translate = useWords()
  const notify = useNotify()
  const withRefusals = useRefusals()
  const [isOpen, setIsOpen] = useState(false)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (obstacle !== null || !offersPasskeys()) {
    return (
      <Typography variant="body2" color="text.secondary">
        {obstacle ?? translate('second_factor.passkey_unsupported')}
      </Typography>
    )
  }
  const add = ({ name, password }: Record<string, unknown>) =>
    withRefusals(async () => {
      const asked = await request<PasskeyOptions>('auth/second-factor/passkeys/options', {
        method: 'POST',
        body: { password },
      })
      const passkey = await makePasskey(asked.json.options).catch((error: unknown) => {
        const words = passkeyFailure(error)
        if (words === null) throw error
        notify(words, { type: 'warning' })
        return null
      })
      if (!passkey) return
      const { json } = await request<AddedPasskey>('auth/second-factor/passkeys', {
        method: 'POST',
        body: { name, passkey },
      })
      if (json.recoveryCodes.length > 0) return setCodes(json.recoveryCodes)
      notify('second_factor.passkey_added', { type: 'success' })
      done()
    })
  if (codes) return <RecoveryCodes codes={codes} done={done} />
  if (!isOpen) {
    const open = (): void => {
      setIsOpen(true)
      begun()
    }
    return (
      <Button variant="outlined" onClick={open} sx={{ minHeight: 48 }}>
        {translate('second_factor.add_passkey')}
      </Button>
    )
  }
  return (
    <Form onSubmit={add} sanitizeEmptyValues={false} defaultValues={{ name: deviceName(navigator.userAgent) }}>
      <Stack spacing={1.5} alignItems="flex-start">
        <Alert severity="info">{translate('second_factor.passkey_help')}</Alert>
        <TextInput
          source="name"
          label="second_factor.passkey_name"
          helperText={false}
          validate={required()}
          slotProps={{ htmlInput: { maxLength: 60 } }}
        />
        <CurrentPassword />
        <Button type="submit" variant="contained" sx={{ minHeight: 48 }}>
          {translate('second_factor.make_passkey')}
        </Button>
      </Stack>
    </Form>
  )
}
