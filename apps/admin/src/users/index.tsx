import type { User } from '@relance/contract'
import {
  BooleanField,
  BooleanInput,
  Create,
  Datagrid,
  DateField,
  Edit,
  email,
  FormDataConsumer,
  FunctionField,
  List,
  minLength,
  PasswordInput,
  ReferenceInput,
  required,
  SearchInput,
  SelectInput,
  SimpleForm,
  TextField,
  TextInput,
} from 'react-admin'
import { Rows } from '../layout/Rows.tsx'
import { useWords } from '../i18n/use-words.ts'

const ROLES = ['closer', 'manager', 'admin'].map((id) => ({ id, name: `roles.${id}` }))

const UserList = () => {
  const translate = useWords()
  return (
    <List
      filters={[<SearchInput key="q" source="q" alwaysOn />]}
      sort={{ field: 'name', order: 'ASC' }}
      exporter={false}
    >
      <Rows<User>
        phone={{
          primaryText: ({ name }) => name,
          secondaryText: ({ email }) => email,
          tertiaryText: ({ role }) => translate(`roles.${role}`),
        }}
      >
        <Datagrid bulkActionButtons={false}>
          <TextField source="name" />
          <TextField source="email" />
          <FunctionField<{ id: string; role: string }>
            source="role"
            render={({ role }) => translate(`roles.${role}`, { _: role })}
          />
          <BooleanField source="disabled" sortable={false} />
          <DateField source="createdAt" />
        </Datagrid>
      </Rows>
    </List>
  )
}

const Fields = () => (
  <>
    <TextInput source="name" validate={required()} />
    <TextInput source="email" type="email" validate={[required(), email()]} />
    <SelectInput source="role" choices={ROLES} defaultValue="closer" validate={required()} />
    <SelectInput
      source="locale"
      choices={[
        { id: 'fr', name: 'Français' },
        { id: 'en', name: 'English' },
      ]}
      defaultValue="fr"
    />
    <PasswordInput source="password" autoComplete="new-password" validate={minLength(12)} />
  </>
)

const UserCreate = () => (
  <Create redirect="list">
    <SimpleForm>
      <Fields />
    </SimpleForm>
  </Create>
)

/** An empty password is left alone; who takes over is asked only of somebody who leaves. */
const forServer = ({ password, takeOverBy, ...user }: Record<string, unknown>) => ({
  ...user,
  ...(password ? { password } : {}),
  ...(user.disabled ? { takeOverBy: takeOverBy ?? null } : {}),
})

const UserEdit = () => (
  <Edit mutationMode="pessimistic" transform={forServer}>
    <SimpleForm>
      <Fields />
      <BooleanInput source="disabled" />
      <FormDataConsumer>
        {({ formData }) =>
          formData.disabled && (
            <ReferenceInput source="takeOverBy" reference="closers">
              <SelectInput optionText="name" label="resources.users.fields.takeOverBy" />
            </ReferenceInput>
          )
        }
      </FormDataConsumer>
    </SimpleForm>
  </Edit>
)

export const pages = { list: UserList, create: UserCreate, edit: UserEdit }
