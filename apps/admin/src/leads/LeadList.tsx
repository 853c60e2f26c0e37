import { Box, Chip } from '@mui/material'
import type { Lead } from '@relance/contract'
import {
  CreateButton,
  Datagrid,
  DateField,
  DateInput,
  FilterButton,
  FunctionField,
  List,
  NumberField,
  ReferenceField,
  ReferenceInput,
  SearchInput,
  SelectArrayInput,
  SelectInput,
  TextField,
  TextInput,
  TopToolbar,
  useCanAccess,
} from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { Rows } from '../layout/Rows.tsx'
import { BulkBar, SelectAll, SelectRow } from './Selection.tsx'
import { ExportButton } from './ExportButton.tsx'
import { ImportButton } from './ImportButton.tsx'
import { NoLeads } from './NoLeads.tsx'
import { Views } from './Views.tsx'
import { useStatuses } from './use-statuses.ts'

const day = (text: string): string | null => (text ? new Date(`${text}T00:00`).toISOString() : null)
const shownDay = (iso: string): string => (iso ? iso.slice(0, 10) : '')

const useFilters = () => {
  const statuses = useStatuses()
  return [
    <SearchInput key="q" source="q" alwaysOn />,
    <SelectArrayInput key="status" source="status" choices={statuses} />,
    <ReferenceInput key="closerId" source="closerId" reference="closers" perPage={500}>
      <SelectInput optionText="name" label="resources.leads.fields.closerId" />
    </ReferenceInput>,
    <TextInput key="source" source="source" />,
    <TextInput key="tags" source="tags" />,
    <DateInput key="gte" source="lastContactAt_gte" parse={day} format={shownDay} />,
    <DateInput key="lt" source="lastContactAt_lt" parse={day} format={shownDay} />,
  ]
}

const Actions = () => {
  const { canAccess: mayCreate } = useCanAccess({ resource: 'leads', action: 'create' })
  return (
    <TopToolbar>
      <FilterButton />
      {mayCreate && (
        <>
          <ImportButton />
          <ExportButton />
          <CreateButton />
        </>
      )}
    </TopToolbar>
  )
}

export const LeadList = () => {
  const filters = useFilters()
  const { canAccess: mayCreate } = useCanAccess({ resource: 'leads', action: 'create' })
  return (
    <List
      filters={filters}
      sort={{ field: 'createdAt', order: 'DESC' }}
      perPage={25}
      exporter={false}
      actions={<Actions />}
      empty={<NoLeads />}
    >
      {mayCreate && <Views />}
      {mayCreate && <BulkBar />}
      <LeadRows mayChange={mayCreate === true} />
    </List>
  )
}

const LeadRows = ({ mayChange }: { mayChange: boolean }) => {
  const translate = useWords()
  const status = ({ status: code }: Lead): string => translate(`statuses.${code}`, { _: code })
  return (
    <Rows<Lead>
      phone={{
        primaryText: ({ firstName, lastName, company }) =>
          [`${firstName} ${lastName}`.trim(), company].filter(Boolean).join(' · ') || '—',
        secondaryText: (lead) => [status(lead), lead.phone].filter(Boolean).join(' · '),
        tertiaryText: <DateField source="lastContactAt" sx={{ float: 'right', marginLeft: 1 }} />,
      }}
    >
      <Datagrid bulkActionButtons={false}>
        {mayChange && <SelectRow label={<SelectAll />} />}
        <FunctionField<Lead>
          source="lastName"
          label="lead.name"
          render={({ firstName, lastName }) => `${firstName} ${lastName}`.trim() || '—'}
        />
        <TextField source="company" />
        <TextField source="phone" sortable={false} />
        <FunctionField<Lead> source="status" render={status} />
        <ReferenceField source="closerId" reference="closers" link={false} sortable={false} emptyText="—" />
        <FunctionField<Lead> source="tags" sortable={false} render={Tags} />
        <DateField source="lastContactAt" />
        <NumberField source="relanceCount" />
      </Datagrid>
    </Rows>
  )
}

const Tags = ({ tags, optedOutAt, pausedUntil }: Lead) => (
  <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
    {optedOutAt && <State word="lead.opted_out" />}
    {pausedUntil && new Date(pausedUntil) > new Date() && <State word="lead.paused" />}
    {tags.map((tag) => (
      <Chip key={tag} size="small" label={tag} />
    ))}
  </Box>
)

const State = ({ word }: { word: 'lead.opted_out' | 'lead.paused' }) => {
  const translate = useWords()
  return <Chip size="small" color="warning" variant="outlined" sx={{ color: 'text.primary' }} label={translate(word)} />
}
