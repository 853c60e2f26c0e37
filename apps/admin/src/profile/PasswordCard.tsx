import { Button, Stack } from '@mui/material'
import { Form, PasswordInput, required, useGetIdentity, useNotify } from 'react-admin'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { FormDraft } from '../forms/FormDraft.tsx'
import { NewPasswordInput } from '../forms/NewPasswordInput.tsx'
import { useRefusals } from '../forms/use-refusals.ts'
import { renewPush } from '../providers/push.ts'
import { changePassword } from '../providers/verbs.ts'
import { ProfileCard } from './ProfileCard.tsx'
import { SESSIONS_KEY } from './SessionsCard.tsx'

export const PasswordCard = () => {
  const translate = useWords()
  const notify = useNotify()
  const queries = useQueryClient()
  const { data: identity } = useGetIdentity()
  const withRefusals = useRefusals()
  const [round, setRound] = useState(0)
  const change = (values: Record<string, unknown>) =>
    withRefusals(async () => {
      await changePassword(String(values.current), String(values.password))
      // Every device is forgotten with the old password; this one is still in the same hands.
      await renewPush(String(identity?.id ?? ''))
      notify('profile.password_changed', { type: 'success' })
      setRound(round + 1)
      await queries.invalidateQueries({ queryKey: SESSIONS_KEY })
    })
  return (
    <ProfileCard title="profile.password">
      <Form key={round} onSubmit={change} sanitizeEmptyValues={false}>
        <FormDraft />
        <Stack spacing={1.5} alignItems="flex-start">
          <PasswordInput
            source="current"
            label="profile.password_current"
            helperText={false}
            validate={required()}
            autoComplete="current-password"
          />
          <NewPasswordInput
            label="profile.password_new"
            about={[identity?.fullName ?? '', String(identity?.email ?? '')]}
            validate={required()}
          />
          <Button type="submit" variant="outlined" sx={{ minHeight: 48 }}>
            {translate('profile.password_change')}
          </Button>
        </Stack>
      </Form>
    </ProfileCard>
  )
}
