import {
  Create,
  Datagrid,
  Edit,
  List,
  NumberField,
  required,
  SelectInput,
  SimpleForm,
  TextField,
  TextInput,
} from 'react-admin'

const TemplateList = () => (
  <List sort={{ field: 'name', order: 'ASC' }} exporter={false}>
    <Datagrid bulkActionButtons={false}>
      <TextField source="name" />
      <TextField source="body" sortable={false} />
      <TextField source="locale" />
      <NumberField source="version" sortable={false} />
    </Datagrid>
  </List>
)

const LANGUAGES = [
  { id: 'fr', name: 'Français' },
  { id: 'en', name: 'English' },
]

const TemplateForm = () => (
  <SimpleForm>
    <TextInput source="name" validate={required()} />
    <SelectInput source="locale" choices={LANGUAGES} defaultValue="fr" />
    <TextInput source="body" multiline minRows={4} validate={required()} />
  </SimpleForm>
)

export const pages = {
  list: TemplateList,
  create: () => (
    <Create redirect="list">
      <TemplateForm />
    </Create>
  ),
  edit: () => (
    <Edit mutationMode="pessimistic">
      <TemplateForm />
    </Edit>
  ),
}
