import { Box, Typography } from '@mui/material'
import type { AuditEventShape } from '@relance/contract'
import {
  Datagrid,
  DateField,
  DateInput,
  FilterButton,
  FunctionField,
  Link,
  ReferenceInput,
  SelectInput,
  TextInput,
  TopToolbar,
  useRecordContext,
} from 'react-admin'
import { List } from '../reading/List.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Rows } from '../reading/Rows.tsx'
import { MINUTES, ONE_LINE } from '../formats/short-date.ts'
import { namesIn } from '../providers/i18n-provider.ts'
import { Changes } from '../versions/Changes.tsx'
import { ExportHead } from './ExportHead.tsx'
import { NOT_PEOPLE } from '../versions/not-people.ts'
import { Verify } from './Verify.tsx'

const choicesOf = (group: 'actions' | 'resources') =>
  namesIn((words) => words.audit[group]).map((id) => ({ id, name: `audit.${group}.${id}` }))
const startOf = (text: string): string | null => (text ? new Date(`${text}T00:00`).toISOString() : null)
const dayOf = (iso: string): string => (iso ? iso.slice(0, 10) : '')

const filters = [
  <SelectInput key="resource" source="resource" choices={choicesOf('resources')} alwaysOn />,
  <SelectInput key="action" source="action" choices={choicesOf('actions')} alwaysOn />,
  <ReferenceInput key="actorId" source="actorId" reference="closers" perPage={500} alwaysOn>
    <SelectInput optionText="name" label="resources.audit-events.fields.actorName" />
  </ReferenceInput>,
  <DateInput key="at_gte" source="at_gte" parse={startOf} format={dayOf} />,
  <DateInput key="at_lt" source="at_lt" parse={startOf} format={dayOf} />,
  <TextInput key="recordId" source="recordId" />,
]

const AuditEventList = () => (
  <List
    filters={filters}
    sort={{ field: 'at', order: 'DESC' }}
    perPage={25}
    exporter={false}
    empty={false}
    actions={
      <TopToolbar>
        <FilterButton />
        <ExportHead />
        <Verify />
      </TopToolbar>
    }
  >
    <AuditRows />
  </List>
)

const AuditRows = () => {
  const translate = useWords()
  const action = ({ action: code }: AuditEventShape): string => translate(`audit.actions.${code}`, { _: code })
  const actor = ({ actorName, actorId }: AuditEventShape): string => {
    const other = actorId === null ? NOT_PEOPLE.get(actorName) : undefined
    return other ? translate(other) : actorName
  }
  const resource = ({ resource: code, rowCount }: AuditEventShape): string =>
    [translate(`audit.resources.${code}`, { _: code }), rowCount > 1 && `× ${rowCount}`].filter(Boolean).join(' ')
  return (
    <Rows<AuditEventShape>
      phone={{
        primaryText: (event) => `${actor(event)} ${action(event)}`,
        secondaryText: (event) => (
          <>
            {resource(event)}
            <EventChanges event={event} />
          </>
        ),
        tertiaryText: (
          <DateField source="at" showTime options={MINUTES} sx={{ ...ONE_LINE, color: 'text.secondary' }} />
        ),
        rowClick: false,
      }}
    >
      <Datagrid bulkActionButtons={false} rowClick={false} sx={{ '& .RaDatagrid-rowCell': { verticalAlign: 'top' } }}>
        <DateField source="at" showTime options={MINUTES} sx={ONE_LINE} />
        <FunctionField<AuditEventShape> source="actorName" render={actor} />
        <FunctionField<AuditEventShape> source="action" render={action} />
        <FunctionField<AuditEventShape>
          source="resource"
          render={(event) => <ToRecord event={event} words={resource(event)} />}
        />
        <EventField source="changes" sortable={false} />
      </Datagrid>
    </Rows>
  )
}

const WITH_PAGES: ReadonlySet<string> = new Set(['leads', 'rules', 'frequencies', 'templates', 'users', 'absences'])

const ToRecord = ({ event: { resource, action, recordId }, words }: { event: AuditEventShape; words: string }) =>
  recordId && action !== 'deleted' && WITH_PAGES.has(resource) ? (
    <Link to={`/${resource}/${recordId}`}>{words}</Link>
  ) : (
    words
  )

const EventField = (_: { source: string; sortable: boolean }) => {
  const event = useRecordContext<AuditEventShape>()
  return event ? <EventChanges event={event} /> : null
}

/** Records of one entry that are shown in a row; the rest are counted. */
const SHOWN = 3

/** What was changed, in words; of what was done rather than changed, the details. */
const EventChanges = ({ event: { action, resource, details, changes } }: { event: AuditEventShape }) => {
  const translate = useWords()
  // The file says which import it was.
  const known = Object.entries(details).filter(([name]) => name !== 'import')
  const detail = (name: string, value: unknown): string => {
    if (resource === 'runs' && name === 'state') return translate(`run.states.${value}`, { _: text(value) })
    if (name === 'factor') return translate(`audit.factors.${value}`, { _: text(value) })
    return name === 'trigger' ? translate(`run.triggers.${value}`, { _: text(value) }) : text(value)
  }
  return (
    <Box component="div" sx={{ maxWidth: 640 }}>
      {known.length > 0 && (
        <Typography variant="body2" component="div">
          {known
            .map(([name, value]) =>
              translate('shell.pair', {
                name: translate(`audit.details.${name}`, { _: name }),
                value: detail(name, value),
              }),
            )
            .join(' · ')}
        </Typography>
      )}
      {changes.slice(0, SHOWN).map(({ recordId, isErased, line, fields }) => (
        <div key={recordId}>
          {line !== undefined && <Typography variant="caption">{translate('import.line', { line })}</Typography>}
          {isErased ? (
            <Typography variant="body2" component="div">
              {translate('audit.erased')}
            </Typography>
          ) : (
            <Changes
              resource={resource}
              changes={action === 'created' ? fields.filter(({ after }) => !isBlank(after)) : fields}
            />
          )}
        </div>
      ))}
      {changes.length > SHOWN && (
        <Typography variant="caption">{translate('audit.more', { smart_count: changes.length - SHOWN })}</Typography>
      )}
    </Box>
  )
}

const text = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
const isBlank = (value: unknown): boolean =>
  value === null || value === '' || JSON.stringify(value) === '[]' || JSON.stringify(value) === '{}'

export const pages = { list: AuditEventList }
