import { Button, MenuItem, Stack, TextField } from '@mui/material'
import type { ApiToken } from '@relance/contract'
import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/use-words.ts'
import { endOf } from './token-end.ts'
import { useDraft } from '../forms/drafts.ts'

export interface TokenFields {
  name: string
  role: ApiToken['role']
  expiresAt: string | null
  readOnly?: boolean
}

const ROLES: readonly ApiToken['role'][] = ['manager', 'admin', 'trigger']

export const NewToken = ({ make }: { make(fields: TokenFields): void }) => {
  const translate = useWords()
  const [name, setName] = useState('')
  useDraft(name !== '')
  const [role, setRole] = useState<ApiToken['role']>('manager')
  const [until, setUntil] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    make({ name, role, expiresAt: until === '' ? null : endOf(until) })
    setName('')
    setUntil('')
  }
  return (
    <Stack
      component="form"
      onSubmit={submit}
      direction={{ xs: 'column', sm: 'row' }}
      spacing={1}
      sx={{ alignItems: { sm: 'flex-start' } }}
    >
      <TextField
        size="small"
        required
        label={translate('settings.token_name')}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        select
        size="small"
        label={translate('settings.token_role')}
        value={role}
        onChange={({ target }) => setRole(target.value as ApiToken['role'])}
        sx={{ minWidth: 230 }}
      >
        {ROLES.map((one) => (
          <MenuItem key={one} value={one}>
            {translate(`settings.token_roles.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        type="date"
        size="small"
        label={translate('settings.token_until')}
        helperText={translate('settings.token_until_hint')}
        value={until}
        onChange={({ target }) => setUntil(target.value)}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: new Date().toLocaleDateString('sv') } }}
      />
      <Button type="submit" sx={{ flexShrink: 0, marginTop: { sm: 1 } }}>
        {translate('settings.token_make')}
      </Button>
    </Stack>
  )
}
