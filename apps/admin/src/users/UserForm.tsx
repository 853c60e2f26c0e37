import { email, minLength, PasswordInput, required, SelectInput, SimpleForm, TextInput } from 'react-admin'

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
    <PasswordInput source="password" autoComplete="new-password" validate={minLength(12)} />
  </SimpleForm>
)
