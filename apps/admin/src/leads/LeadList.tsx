import { Box } from '@mui/material'
import type { Lead } from '@relance/contract'
import { FIELDS_UNDER_NAME } from '@relance/contract/lead-fields'
import {
  CreateButton,
  Datagrid,
  DateField,
  DateInput,
  FilterButton,
  FunctionField,
  NumberField,
  ReferenceField,
  ReferenceInput,
  SearchInput,
  SelectArrayInput,
  SelectInput,
  TextInput,
  TopToolbar,
  useCanAccess,
} from 'react-admin'
import { List } from '../reading/List.tsx'
import { Narrowed } from '../reading/Narrowed.tsx'
import { ONE_LINE } from '../formats/short-date.ts'
import { BulkBar, SelectAll, SelectRow } from './Selection.tsx'
import { ExportButton } from './ExportButton.tsx'
import { ImportButton } from './import/ImportButton.tsx'
import { FaceSwitch, useFace } from './FaceSwitch.tsx'
import { LeadCards } from './LeadCards.tsx'
import { LeadStatus, Phone, Tags } from './LeadMarks.tsx'
import { NoLeads } from './NoLeads.tsx'
import { Views } from './Views.tsx'
import { useStatuses } from './page/use-statuses.ts'

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
      <FaceSwitch />
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

/** Filters a person can choose; those that only a dashboard figure sets are shown as chips. */
const OFFERED = [
  ...['q', 'status', 'closerId', 'closerId_in', 'source', 'tags', 'createdAt_gte'],
  ...['lastContactAt_gte', 'lastContactAt_lt', 'relanceCount_gte', 'relanceCount_lte'],
]

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
      <Narrowed offered={OFFERED} />
      {mayCreate && <Views />}
      {mayCreate && <BulkBar />}
      <LeadRows mayChange={mayCreate === true} />
    </List>
  )
}

const CUT = {
  display: 'block',
  maxWidth: 200,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const

const LeadRows = ({ mayChange }: { mayChange: boolean }) => {
  const [face] = useFace()
  if (face === 'cards') return <LeadCards mayChange={mayChange} />
  return (
    <Datagrid bulkActionButtons={false}>
      {mayChange && <SelectRow label={<SelectAll />} />}
      <FunctionField<Lead>
        source="lastName"
        label="lead.name"
        render={({ firstName, lastName, ...lead }) => (
          <>
            <Box component="span" sx={{ ...CUT, fontWeight: 600 }}>
              {`${firstName} ${lastName}`.trim() || '—'}
            </Box>
            {FIELDS_UNDER_NAME.filter((field) => lead[field]).map((field) => (
              <Box key={field} component="span" sx={{ ...CUT, color: 'text.secondary' }}>
                {lead[field]}
              </Box>
            ))}
          </>
        )}
      />
      <FunctionField<Lead> source="phone" sortable={false} sx={ONE_LINE} render={(lead) => <Phone lead={lead} />} />
      <FunctionField<Lead> source="status" render={({ status }) => <LeadStatus status={status} />} />
      {mayChange && (
        <ReferenceField
          source="closerId"
          reference="closers"
          link={false}
          sortable={false}
          emptyText="—"
          sx={{ '& .MuiTypography-root': CUT }}
        />
      )}
      <FunctionField<Lead> source="tags" sortable={false} render={(lead) => <Tags lead={lead} />} />
      <DateField source="lastContactAt" />
      <NumberField source="relanceCount" />
    </Datagrid>
  )
}
