import type { User } from '@relance/contract'
import { email, minLength, PasswordInput, required, SelectInput, TextInput, useRecordContext } from 'react-admin'
import { SimpleForm } from '../forms/SimpleForm.tsx'

const ROLES = ['closer', 'manager', 'admin'].map((id) => ({ id, name: `roles.${id}` }))
const LANGUAGES = [
  { id: 'fr', name: 'Français' },
  { id: 'en', name: 'English' },
]

export const UserForm = () => (
  <SimpleForm sx={{ maxWidth: 640 }}>
    <TextInput source="name" validate={required()} />
    <TextInput source="email" type="email" validate={[required(), email()]} />
    <SelectInput source="role" choices={ROLES} defaultValue="closer" validate={required()} />
    <SelectInput source="locale" choices={LANGUAGES} defaultValue="fr" />
    <Password />
  </SimpleForm>
)

/** Left empty, a new person is invited by a link; an account that exists keeps its own. */
const Password = () => {
  const isNew = useRecordContext<User>()?.id === undefined
  return (
    <PasswordInput
      source="password"
      autoComplete="new-password"
      validate={minLength(12)}
      helperText={isNew ? 'team.password_hint' : 'team.password_kept'}
    />
  )
}
