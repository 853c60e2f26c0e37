import { Alert, Typography } from '@mui/material'
import { useSyncExternalStore } from 'react'
import { Login, LoginForm, PasswordInput, required, TextInput } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { hasSessionEnded } from '../providers/session-end.ts'
import { askedFactors, forgetSignInStep, onSignInStep } from '../providers/sign-in-step.ts'
import { SignInFactor } from '../second-factor/SignInFactor.tsx'

const SX = {
  backgroundImage: 'none',
  bgcolor: 'background.default',
  '& .RaLogin-avatar': { display: 'none' },
  '& .RaLogin-card': { border: 1, borderColor: 'divider' },
}

export const LoginPage = () => {
  const translate = useWords()
  const factors = useSyncExternalStore(onSignInStep, askedFactors)
  return (
    <Login sx={SX}>
      <Typography variant="h5" component="h1" sx={{ textAlign: 'center', marginTop: 3 }}>
        Relance
      </Typography>
      {hasSessionEnded() && (
        <Alert severity="info" role="status" sx={{ marginX: 2, marginTop: 1, maxWidth: 268 }}>
          {translate('shell.session_ended')}
        </Alert>
      )}
      <LoginForm>
        <TextInput
          autoFocus
          source="username"
          label="ra.auth.username"
          autoComplete="username"
          validate={required()}
          onChange={forgetSignInStep}
        />
        <PasswordInput
          source="password"
          label="ra.auth.password"
          autoComplete="current-password"
          validate={required()}
        />
        {factors && <SignInFactor factors={factors} />}
      </LoginForm>
    </Login>
  )
}
