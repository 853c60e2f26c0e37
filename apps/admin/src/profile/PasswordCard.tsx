import { Button, Stack } from '@mui/material'
import { Form, PasswordInput, required, useGetIdentity, useNotify } from 'react-admin'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { FormDraft } from '../forms/FormDraft.tsx'
import { NewPasswordInput } from '../forms/NewPasswordInput.tsx'
import { changePassword } from '../providers/verbs.ts'
import { ProfileCard } from './ProfileCard.tsx'
import { SESSIONS_KEY } from './SessionsCard.tsx'

export const PasswordCard = () => {
  const translate = useWords()
  const notify = useNotify()
  const queries = useQueryClient()
  const { data: identity } = useGetIdentity()
  const [round, setRound] = useState(0)
  const change = async (values: Record<string, unknown>): Promise<object | undefined> => {
    try {
      await changePassword(String(values.current), String(values.password))
      notify('profile.password_changed', { type: 'success' })
      setRound(round + 1)
      await queries.invalidateQueries({ queryKey: SESSIONS_KEY })
      return undefined
    } catch (error) {
      const { body, message } = error as { body?: { errors?: object }; message: string }
      if (!body?.errors) notify(message, { type: 'error' })
      return body?.errors
    }
  }
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
          <NewPasswordInput label="profile.password_new" about={[identity?.fullName ?? '']} validate={required()} />
          <Button type="submit" variant="outlined" sx={{ minHeight: 48 }}>
            {translate('profile.password_change')}
          </Button>
        </Stack>
      </Form>
    </ProfileCard>
  )
}
