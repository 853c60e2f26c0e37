import { Button, Stack } from '@mui/material'
import { Form, PasswordInput, required, useNotify } from 'react-admin'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { FormDraft } from '../forms/FormDraft.tsx'
import { changePassword } from '../providers/verbs.ts'
import { ProfileCard } from './ProfileCard.tsx'
import { SESSIONS_KEY } from './SessionsCard.tsx'

export const PasswordCard = () => {
  const translate = useWords()
  const notify = useNotify()
  const queries = useQueryClient()
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
          <PasswordInput
            source="password"
            label="profile.password_new"
            helperText="profile.password_length"
            validate={required()}
            autoComplete="new-password"
          />
          <Button type="submit" variant="outlined" sx={{ minHeight: 48 }}>
            {translate('profile.password_change')}
          </Button>
        </Stack>
      </Form>
    </ProfileCard>
  )
}
