import type { Template } from '@relance/contract'
import { Create, Datagrid, NumberField, SelectField, TextField } from 'react-admin'
import { List } from '../reading/List.tsx'
import { Edit } from '../reading/Record.tsx'
import { NextStep } from '../reading/NextStep.tsx'
import { Rows } from '../reading/Rows.tsx'
import { EditActions } from '../versions/EditActions.tsx'
import { LANGUAGES, TemplateForm } from './TemplateForm.tsx'

const TemplateList = () => (
  <List sort={{ field: 'name', order: 'ASC' }} exporter={false} empty={<NextStep resource="templates" />}>
    <Rows<Template> phone={{ primaryText: ({ name }) => name, secondaryText: ({ body }) => body }}>
      <Datagrid bulkActionButtons={false}>
        <TextField source="name" />
        <TextField source="body" sortable={false} />
        <SelectField source="locale" choices={LANGUAGES} />
        <NumberField source="version" sortable={false} />
      </Datagrid>
    </Rows>
  </List>
)

export const pages = {
  list: TemplateList,
  create: () => (
    <Create redirect="list">
      <TemplateForm />
    </Create>
  ),
  edit: () => (
    <Edit actions={<EditActions />}>
      <TemplateForm />
    </Edit>
  ),
}
