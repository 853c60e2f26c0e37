import { Alert, Button, Stack, Typography } from '@mui/material'
import type { RecoveryCodes as Codes, SecondFactor } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Form, useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { ProfileCard } from './ProfileCard.tsx'
import { request } from '../providers/request.ts'
import { Failure } from '../reading/Failure.tsx'
import { CurrentPassword } from '../second-factor/CurrentPassword.tsx'
import { RecoveryCodes } from '../second-factor/RecoveryCodes.tsx'
import { SetUpApp } from '../second-factor/SetUpApp.tsx'
import { useRefusals } from '../forms/use-refusals.ts'

export const SecondFactorCard = () => {
  const { data, error, refetch } = useQuery({
    queryKey: ['auth', 'second-factor'],
    queryFn: async () => (await request<SecondFactor>('auth/second-factor')).json,
  })
  const changed = (): void => void refetch()
  return (
    <ProfileCard title="second_factor.title" hint="second_factor.hint">
      {error && <Failure error={error} retry={refetch} />}
      {data && (data.hasApp ? <InUse factor={data} changed={changed} /> : <SetUpApp done={changed} />)}
    </ProfileCard>
  )
}

const FEW = 3

const InUse = ({ factor, changed }: { factor: SecondFactor; changed(): void }) => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const [wish, setWish] = useState<'codes' | 'remove' | null>(null)
  const date = instantFormat(locale, { dateStyle: 'long' }).format(new Date(factor.appSince ?? Date.now()))
  const done = (): void => {
    setWish(null)
    changed()
  }
  return (
    <Stack spacing={1.5} alignItems="flex-start">
      <Typography>
        {translate('second_factor.on', { date })} {factor.isRequired && translate('second_factor.required')}
      </Typography>
      <Alert severity={factor.recoveryCodesLeft < FEW ? 'warning' : 'info'}>
        {translate('second_factor.left', { smart_count: factor.recoveryCodesLeft })}
      </Alert>
      <Stack direction="row" flexWrap="wrap" gap={1}>
        <Button variant="outlined" onClick={() => setWish('codes')} sx={{ minHeight: 48 }}>
          {translate('second_factor.new_codes')}
        </Button>
        {!factor.isRequired && (
          <Button color="error" onClick={() => setWish('remove')} sx={{ minHeight: 48 }}>
            {translate('second_factor.remove')}
          </Button>
        )}
      </Stack>
      {wish && <Prove key={wish} wish={wish} done={done} />}
    </Stack>
  )
}

const PATHS = { codes: 'recovery-codes', remove: 'remove' } as const
const WORDS = { codes: 'second_factor.new_codes', remove: 'second_factor.remove' } as const

const Prove = ({ wish, done }: { wish: 'codes' | 'remove'; done(): void }) => {
  const translate = useWords()
  const notify = useNotify()
  const withRefusals = useRefusals()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const act = (values: Record<string, unknown>) =>
    withRefusals(async () => {
      const answer = await request<Codes | null>(`auth/second-factor/${PATHS[wish]}`, { method: 'POST', body: values })
      if (wish === 'codes') return setCodes(answer.json?.recoveryCodes ?? [])
      notify('second_factor.removed', { type: 'success' })
      done()
    })
  if (codes) return <RecoveryCodes codes={codes} done={done} />
  return (
    <Form onSubmit={act} sanitizeEmptyValues={false}>
      <Stack spacing={1.5} alignItems="flex-start">
        <CurrentPassword />
        <Button type="submit" variant="contained" sx={{ minHeight: 48 }}>
          {translate(WORDS[wish])}
        </Button>
      </Stack>
    </Form>
  )
}
