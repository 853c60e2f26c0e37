import {
  BooleanField,
  BooleanInput,
  Datagrid,
  Edit,
  List,
  NumberField,
  NumberInput,
  ReferenceArrayInput,
  ReferenceField,
  ReferenceInput,
  required,
  SimpleForm,
  TextField,
  TextInput,
} from 'react-admin'

const RuleList = () => (
  <List sort={{ field: 'priority', order: 'DESC' }} exporter={false}>
    <Datagrid bulkActionButtons={false}>
      <TextField source="name" />
      <BooleanField source="active" />
      <NumberField source="priority" />
      <TextField source="channel" />
      <ReferenceField source="frequencyId" reference="frequencies" sortable={false} />
      <NumberField source="version" sortable={false} />
    </Datagrid>
  </List>
)

const RuleEdit = () => (
  <Edit mutationMode="pessimistic">
    <SimpleForm>
      <TextInput source="name" validate={required()} />
      <BooleanInput source="active" />
      <NumberInput source="priority" />
      <ReferenceInput source="frequencyId" reference="frequencies" />
      <ReferenceArrayInput source="templateIds" reference="templates" />
      <NumberInput source="expiryDays" min={1} max={60} />
    </SimpleForm>
  </Edit>
)

export const pages = { list: RuleList, edit: RuleEdit }
