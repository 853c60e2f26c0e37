import { Alert, Box, Button, Stack, Typography } from '@mui/material'
import type { Passkey, RecoveryCodes as Codes, SecondFactor } from '@relance/contract'
import { instantFormat } from '@relance/contract/instants'
import { useState } from 'react'
import { Form, useLocaleState, useNotify } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { ProfileCard } from './ProfileCard.tsx'
import { request } from '../providers/request.ts'
import { Failure } from '../reading/Failure.tsx'
import { AddFactor } from '../second-factor/AddFactor.tsx'
import { CurrentPassword } from '../second-factor/CurrentPassword.tsx'
import { RecoveryCodes } from '../second-factor/RecoveryCodes.tsx'
import { useSecondFactor } from '../second-factor/use-second-factor.ts'
import { useRefusals } from '../forms/use-refusals.ts'

export const SecondFactorCard = () => {
  const { data, error, refetch } = useSecondFactor()
  const changed = (): void => void refetch()
  return (
    <ProfileCard title="second_factor.title" hint="second_factor.hint">
      {error && <Failure error={error} retry={refetch} />}
      {data && (data.hasApp || data.passkeys.length > 0) && <InUse factor={data} changed={changed} />}
      {data && <AddFactor key={String(data.hasApp)} factor={data} done={changed} />}
    </ProfileCard>
  )
}

/** What is done with the password: new codes, or one factor removed. */
type Wish = { kind: 'codes' } | { kind: 'remove'; path: string; name: string }

const FEW = 3

const InUse = ({ factor, changed }: { factor: SecondFactor; changed(): void }) => {
  const translate = useWords()
  const [wish, setWish] = useState<Wish | null>(null)
  const date = useDate()
  const done = (): void => {
    setWish(null)
    changed()
  }
  const isLast = Number(factor.hasApp) + factor.passkeys.length === 1
  const mayRemove = !(isLast && factor.isRequired)
  const remover = (name: string, path: string) => (mayRemove ? () => setWish({ kind: 'remove', name, path }) : null)
  const app = translate('second_factor.app')
  return (
    <Stack spacing={1.5} alignItems="flex-start">
      {factor.isRequired && <Typography>{translate('second_factor.required')}</Typography>}
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', padding: 0, margin: 0, width: '100%' }}>
        {factor.hasApp && (
          <Factor
            name={app}
            about={translate('second_factor.on', { date: date(factor.appSince) })}
            remove={remover(app, 'app')}
          />
        )}
        {factor.passkeys.map((passkey) => (
          <PasskeyLine key={passkey.id} passkey={passkey} remove={remover(passkey.name, `passkeys/${passkey.id}`)} />
        ))}
      </Stack>
      <Alert severity={factor.recoveryCodesLeft < FEW ? 'warning' : 'info'}>
        {translate('second_factor.left', { smart_count: factor.recoveryCodesLeft })}
      </Alert>
      <Button variant="outlined" onClick={() => setWish({ kind: 'codes' })} sx={{ minHeight: 48 }}>
        {translate('second_factor.new_codes')}
      </Button>
      {wish && <Prove key={wish.kind === 'codes' ? wish.kind : wish.path} wish={wish} done={done} />}
    </Stack>
  )
}

const useDate = (): ((instant: string | null) => string) => {
  const [locale] = useLocaleState()
  const format = instantFormat(locale, { dateStyle: 'long' })
  return (instant) => (instant === null ? '' : format.format(new Date(instant)))
}

const PasskeyLine = ({ passkey, remove }: { passkey: Passkey; remove: (() => void) | null }) => {
  const translate = useWords()
  const date = useDate()
  const { name, createdAt, lastUsedAt, host } = passkey
  const words = { date: date(createdAt), used: date(lastUsedAt) }
  const about = translate(lastUsedAt === null ? 'second_factor.made_on' : 'second_factor.used_on', words)
  const isElsewhere = host !== window.location.hostname
  return (
    <Factor
      name={name}
      about={isElsewhere ? `${about}, ${translate('second_factor.works_at', { host })}` : about}
      remove={remove}
    />
  )
}

const Factor = ({ name, about, remove }: { name: string; about: string; remove: (() => void) | null }) => {
  const translate = useWords()
  return (
    <Stack component="li" direction="row" alignItems="center" justifyContent="space-between" gap={1}>
      <Box sx={{ minWidth: 0 }}>
        <Typography sx={{ overflowWrap: 'anywhere' }}>{name}</Typography>
        <Typography variant="body2" color="text.secondary">
          {about}
        </Typography>
      </Box>
      {remove && (
        <Button
          color="error"
          onClick={remove}
          aria-label={translate('second_factor.remove_one', { name })}
          sx={{ minHeight: 48, flexShrink: 0 }}
        >
          {translate('second_factor.remove')}
        </Button>
      )}
    </Stack>
  )
}

const Prove = ({ wish, done }: { wish: Wish; done(): void }) => {
  const translate = useWords()
  const notify = useNotify()
  const withRefusals = useRefusals()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const path = wish.kind === 'codes' ? 'recovery-codes' : `${wish.path}/remove`
  const act = (values: Record<string, unknown>) =>
    withRefusals(async () => {
      const answer = await request<Codes | null>(`auth/second-factor/${path}`, { method: 'POST', body: values })
      if (wish.kind === 'codes') return setCodes(answer.json?.recoveryCodes ?? [])
      notify('second_factor.removed', { type: 'success', messageArgs: { name: wish.name } })
      done()
    })
  if (codes) return <RecoveryCodes codes={codes} done={done} />
  const label =
    wish.kind === 'codes' ? translate('second_factor.new_codes') : translate('second_factor.remove_one', wish)
  return (
    <Form onSubmit={act} sanitizeEmptyValues={false}>
      <Stack spacing={1.5} alignItems="flex-start">
        <CurrentPassword />
        <Button type="submit" variant="contained" sx={{ minHeight: 48 }}>
          {label}
        </Button>
      </Stack>
    </Form>
  )
}
