import {
  Create,
  Datagrid,
  DateField,
  DateTimeInput,
  Edit,
  List,
  NumberField,
  required,
  SearchInput,
  SimpleForm,
  TextField,
  TextInput,
} from 'react-admin'

const filters = [<SearchInput key="q" source="q" alwaysOn />]

const LeadList = () => (
  <List filters={filters} sort={{ field: 'createdAt', order: 'DESC' }} exporter={false}>
    <Datagrid bulkActionButtons={false}>
      <TextField source="firstName" />
      <TextField source="lastName" />
      <TextField source="company" />
      <TextField source="phone" sortable={false} />
      <TextField source="status" />
      <DateField source="lastContactAt" showTime />
      <DateField source="lastRelanceAt" showTime />
      <NumberField source="relanceCount" />
    </Datagrid>
  </List>
)

const LeadForm = () => (
  <SimpleForm>
    <TextInput source="firstName" />
    <TextInput source="lastName" />
    <TextInput source="phone" validate={required()} />
    <TextInput source="email" type="email" parse={(text: string) => text || null} />
    <TextInput source="company" parse={(text: string) => text || null} />
    <TextInput source="status" defaultValue="new" />
    <TextInput source="source" parse={(text: string) => text || null} />
    <DateTimeInput source="lastContactAt" parse={(text: string) => (text ? new Date(text).toISOString() : null)} />
  </SimpleForm>
)

export const pages = {
  list: LeadList,
  create: () => (
    <Create redirect="list">
      <LeadForm />
    </Create>
  ),
  edit: () => (
    <Edit mutationMode="pessimistic">
      <LeadForm />
    </Edit>
  ),
}
