/** The second step of signing in, inside its form: a passkey where there is one, and a code. */
import { Alert, Button, Divider } from '@mui/material'
import type { SignInFactors } from '@relance/contract'
import { useNotify } from 'react-admin'
import { useFormContext } from 'react-hook-form'
import { useWords } from '../i18n/use-words.ts'
import { offersPasskeys, passkeyFailure, showPasskey } from './ask-passkey.ts'
import { CodeInput } from './CodeInput.tsx'

export const SignInFactor = ({ factors: { app, passkey, passkeyObstacle } }: { factors: SignInFactors }) => {
  const translate = useWords()
  const notify = useNotify()
  const { setValue } = useFormContext()
  const isOffered = passkey !== null && offersPasskeys()
  const show = async (form: HTMLFormElement | null): Promise<void> => {
    if (!passkey) return
    try {
      setValue('passkey', await showPasskey(passkey))
      setValue('code', '')
      form?.requestSubmit()
    } catch (error) {
      notify(passkeyFailure(error) ?? 'second_factor.passkey_failed', { type: 'warning' })
    }
  }
  return (
    <>
      {passkeyObstacle && <Alert severity="warning">{passkeyObstacle}</Alert>}
      {isOffered && (
        <>
          <Button
            variant="contained"
            fullWidth
            autoFocus
            onClick={(event) => void show(event.currentTarget.form)}
            sx={{ minHeight: 48, marginY: 1 }}
          >
            {translate('second_factor.use_passkey')}
          </Button>
          <Divider sx={{ width: '100%', marginY: 1 }}>{translate('second_factor.or')}</Divider>
        </>
      )}
      <CodeInput label={app ? 'second_factor.sign_in_code' : 'second_factor.recovery_code'} isOptional={isOffered} />
    </>
  )
}
