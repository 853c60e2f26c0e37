import { Button } from '@mui/material'
import type { Lead } from '@relance/contract'
import {
  Create,
  CreateButton,
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
  TopToolbar,
  useCanAccess,
} from 'react-admin'
import { Rows } from '../layout/Rows.tsx'
import { ImportLeads } from './ImportLeads.tsx'
import { Timeline } from './Timeline.tsx'
import { Why } from './Why.tsx'

const filters = [<SearchInput key="q" source="q" alwaysOn />]

const Actions = () => {
  const { canAccess: mayCreate } = useCanAccess({ resource: 'leads', action: 'create' })
  return (
    <TopToolbar>
      {mayCreate && (
        <>
          <ImportLeads />
          <Button size="small" href="/api/leads/export" download>
            CSV
          </Button>
          <CreateButton />
        </>
      )}
    </TopToolbar>
  )
}

const LeadList = () => (
  <List filters={filters} sort={{ field: 'createdAt', order: 'DESC' }} exporter={false} actions={<Actions />}>
    <Rows<Lead>
      phone={{
        primaryText: ({ firstName, lastName, company }) =>
          [`${firstName} ${lastName}`.trim(), company].filter(Boolean).join(' · '),
        secondaryText: ({ status, phone }) => [status, phone].filter(Boolean).join(' · '),
        tertiaryText: <DateField source="lastContactAt" sx={{ marginLeft: 1 }} />,
      }}
    >
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
    </Rows>
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
      <Why />
      <Timeline />
    </Edit>
  ),
}
