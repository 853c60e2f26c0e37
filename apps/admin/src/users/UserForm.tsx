import type { User } from '@relance/contract'
import { email, required, SelectInput, TextInput, useRecordContext } from 'react-admin'
import { useWatch } from 'react-hook-form'
import { NewPasswordInput } from '../forms/NewPasswordInput.tsx'
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
    <NewPasswordInput
      about={[useWatch({ name: 'name' }), useWatch({ name: 'email' })].map(String)}
      helperText={isNew ? 'team.password_hint' : 'team.password_kept'}
    />
  )
}
