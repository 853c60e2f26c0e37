import type { Rule } from '@relance/contract'
import {
  AutocompleteArrayInput,
  BooleanField,
  BooleanInput,
  CheckboxGroupInput,
  Create,
  Datagrid,
  Edit,
  List,
  NumberField,
  NumberInput,
  ReferenceArrayInput,
  ReferenceField,
  ReferenceInput,
  required,
  SelectInput,
  SimpleForm,
  TextField,
  TextInput,
} from 'react-admin'
import { Rows } from '../layout/Rows.tsx'
import { AudienceInput } from './AudienceInput.tsx'
import { useWords } from '../i18n/use-words.ts'

const RuleList = () => {
  const translate = useWords()
  return (
    <List sort={{ field: 'priority', order: 'DESC' }} exporter={false}>
      <Rows<Rule>
        phone={{
          primaryText: ({ name }) => name,
          secondaryText: ({ active, priority }) =>
            `${translate(active ? 'rule.active' : 'rule.inactive')} · ${priority}`,
        }}
      >
        <Datagrid bulkActionButtons={false}>
          <TextField source="name" />
          <BooleanField source="active" />
          <NumberField source="priority" />
          <ReferenceField source="frequencyId" reference="frequencies" sortable={false} />
          <NumberField source="version" sortable={false} />
        </Datagrid>
      </Rows>
    </List>
  )
}

const STOPS = ['replied', 'no_longer_matches'].map((id) => ({ id, name: `stops.${id}` }))

const RuleForm = () => (
  <SimpleForm defaultValues={{ priority: 0, stopOn: ['replied'], expiryDays: 3 }}>
    <TextInput source="name" validate={required()} />
    <AudienceInput />
    <ReferenceInput source="frequencyId" reference="frequencies">
      <SelectInput validate={required()} />
    </ReferenceInput>
    <ReferenceArrayInput source="templateIds" reference="templates">
      <AutocompleteArrayInput validate={required()} />
    </ReferenceArrayInput>
    <CheckboxGroupInput source="stopOn" choices={STOPS} />
    <NumberInput source="priority" />
    <NumberInput source="expiryDays" min={1} max={60} />
    <BooleanInput source="active" defaultValue={false} />
  </SimpleForm>
)

const RuleCreate = () => (
  <Create redirect="list">
    <RuleForm />
  </Create>
)
const RuleEdit = () => (
  <Edit mutationMode="pessimistic">
    <RuleForm />
  </Edit>
)

export const pages = { list: RuleList, create: RuleCreate, edit: RuleEdit }
