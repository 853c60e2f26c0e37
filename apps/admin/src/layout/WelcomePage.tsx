import { Alert, Button, Card, CardContent, Link, Stack, Typography } from '@mui/material'
import type { AccountLink, SignInFactors } from '@relance/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { email, Form, required, TextInput, useSetLocale } from 'react-admin'
import { useParams } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { useRefusals } from '../forms/use-refusals.ts'
import { NewPasswordInput } from '../forms/NewPasswordInput.tsx'
import { request } from '../providers/request.ts'
import { factorsIn } from '../providers/sign-in-step.ts'
import { SignInFactor } from '../second-factor/SignInFactor.tsx'
import { Failure } from '../reading/Failure.tsx'

const GONE = 410

/** What a one-time link opens: an invited person, one who has lost the password, or the first admin chooses a password. */
export const WelcomePage = () => {
  const { token = '' } = useParams()
  const translate = useWords()
  const setLocale = useSetLocale()
  const {
    data: link,
    error,
    refetch,
  } = useQuery({
    queryKey: ['account-link', token],
    queryFn: async () => (await request<AccountLink>('auth/link', { method: 'POST', body: { token } })).json,
    retry: false,
  })
  const isEnded = (error as { status?: number } | null)?.status === GONE
  const locale = link?.locale
  useEffect(() => {
    if (locale) void setLocale(locale)
  }, [locale, setLocale])
  return (
    <Stack component="main" alignItems="center" sx={{ minHeight: '100vh', padding: 2, paddingTop: { xs: 4, sm: 12 } }}>
      <Card variant="outlined" sx={{ width: '100%', maxWidth: 440 }}>
        <CardContent>
          {error && !isEnded && <Failure error={error} retry={refetch} />}
          {isEnded && (
            <Stack spacing={2}>
              <Typography variant="h5" component="h1">
                {translate('welcome.ended')}
              </Typography>
              <Alert severity="warning">{error?.message}</Alert>
              <Link href="#/login">{translate('welcome.sign_in')}</Link>
            </Stack>
          )}
          {link && <Choose link={link} token={token} />}
        </CardContent>
      </Card>
    </Stack>
  )
}

const Choose = ({ link, token }: { link: AccountLink; token: string }) => {
  const translate = useWords()
  const withRefusals = useRefusals()
  const [factors, setFactors] = useState<SignInFactors | null>(null)
  const { kind } = link
  const words = { name: link.name ?? '', email: link.email ?? '' }
  const use = ({ code, passkey, ...values }: Record<string, unknown>) =>
    withRefusals(async () => {
      const body = { ...values, token, ...(code ? { code } : passkey ? { passkey } : {}) }
      await request('auth/link/use', { method: 'POST', body }).catch((error: unknown) => {
        setFactors((before) => factorsIn(error) ?? before)
        throw error
      })
      // The whole panel is loaded again, as the person who is signed in now. The router is not told: its own navigation could cancel the reload.
      window.history.replaceState(null, '', '#/')
      window.location.reload()
    })
  return (
    <Form onSubmit={use} sanitizeEmptyValues={false}>
      <Stack spacing={1.5}>
        <Typography variant="h5" component="h1">
          {translate(`welcome.${kind}`, words)}
        </Typography>
        <Typography>
          {translate(kind === 'first_admin' ? 'welcome.first_admin_hint' : 'welcome.choose', words)}
        </Typography>
        {kind === 'first_admin' && (
          <>
            <TextInput
              source="name"
              label="resources.users.fields.name"
              validate={required()}
              autoComplete="name"
              helperText={false}
            />
            <TextInput
              source="email"
              type="email"
              label="resources.users.fields.email"
              validate={[required(), email()]}
              autoComplete="username"
              helperText={false}
            />
          </>
        )}
        {factors && <SignInFactor factors={factors} />}
        <NewPasswordInput about={[words.name, words.email]} validate={required()} />
        <Button type="submit" variant="contained" sx={{ minHeight: 48 }}>
          {translate('welcome.go')}
        </Button>
      </Stack>
    </Form>
  )
}
