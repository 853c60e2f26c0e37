import { Button, Table, TableBody, TableCell, TableRow, Typography } from '@mui/material'
import type { AuditEventShape } from '@relance/contract'
import {
  Datagrid,
  DateField,
  DateTimeInput,
  FunctionField,
  List,
  SelectInput,
  TextField,
  TextInput,
  TopToolbar,
  useNotify,
  useRecordContext,
} from 'react-admin'
import { Rows } from '../layout/Rows.tsx'
import { fr } from '../i18n/fr/index.ts'
import { verifyAuditLog } from '../providers/verbs.ts'
import { useWords } from '../i18n/use-words.ts'

const ACTIONS = Object.keys(fr.audit.actions).map((id) => ({ id, name: `audit.actions.${id}` }))
const RESOURCES = ['leads', 'relances', 'rules', 'frequencies', 'templates', 'runs', 'users', 'settings', 'schedule']

const filters = [
  <SelectInput key="action" source="action" choices={ACTIONS} alwaysOn />,
  <SelectInput key="resource" source="resource" choices={RESOURCES.map((id) => ({ id, name: id }))} alwaysOn />,
  <TextInput key="recordId" source="recordId" />,
  <DateTimeInput key="at_gte" source="at_gte" parse={(text: string) => (text ? new Date(text).toISOString() : null)} />,
]

const Verify = () => {
  const notify = useNotify()
  const translate = useWords()
  const verify = async (): Promise<void> => {
    const { isIntact, entries, broken } = await verifyAuditLog()
    const messageArgs = { entries, seq: broken?.seq ?? '?', problem: broken?.problem ?? '' }
    notify(isIntact ? 'audit.intact' : 'audit.broken', { type: isIntact ? 'success' : 'error', messageArgs })
  }
  return (
    <Button size="small" onClick={() => void verify()}>
      {translate('audit.verify')}
    </Button>
  )
}

const text = (value: unknown): string =>
  value === null || value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value)

/** Before and after, field by field. */
const Differences = () => {
  const event = useRecordContext<AuditEventShape>()
  const translate = useWords()
  if (!event) return null
  return (
    <>
      {Object.keys(event.details).length > 0 && (
        <Typography variant="body2">{JSON.stringify(event.details)}</Typography>
      )}
      {event.changes.map((change) => (
        <Table key={change.recordId} size="small" sx={{ marginBottom: 1 }}>
          <TableBody>
            {change.isErased && (
              <TableRow>
                <TableCell colSpan={3}>{translate('audit.erased')}</TableCell>
              </TableRow>
            )}
            {change.fields.map(({ field, before, after }) => (
              <TableRow key={field}>
                <TableCell sx={{ width: '20%' }}>{field}</TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere', color: 'error.main' }}>{text(before)}</TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere', color: 'success.main' }}>{text(after)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ))}
    </>
  )
}

const AuditEventList = () => {
  const translate = useWords()
  return (
    <List
      filters={filters}
      sort={{ field: 'at', order: 'DESC' }}
      exporter={false}
      empty={false}
      actions={
        <TopToolbar>
          <Verify />
        </TopToolbar>
      }
    >
      <Rows<AuditEventShape>
        phone={{
          primaryText: ({ actorName, action }) => `${actorName} ${translate(`audit.actions.${action}`, { _: action })}`,
          secondaryText: ({ resource, changes }) =>
            [
              translate(`resources.${resource}.name`, { smart_count: 1, _: resource }),
              ...(changes[0]?.fields ?? []).slice(0, 5).map(({ field }) => field),
            ].join(' · '),
          tertiaryText: <DateField source="at" showTime sx={{ marginLeft: 1 }} />,
          rowClick: false,
        }}
      >
        <Datagrid bulkActionButtons={false} rowClick="expand" expand={<Differences />}>
          <DateField source="at" showTime />
          <TextField source="actorName" />
          <FunctionField<AuditEventShape>
            source="action"
            render={({ action }) => translate(`audit.actions.${action}`, { _: action })}
          />
          <FunctionField<AuditEventShape>
            source="resource"
            render={({ resource }) => translate(`resources.${resource}.name`, { smart_count: 1, _: resource })}
          />
          <FunctionField<AuditEventShape>
            source="changes"
            sortable={false}
            render={({ changes, rowCount }) =>
              rowCount > 1 ? `× ${rowCount}` : (changes[0]?.fields ?? []).map(({ field }) => field).join(', ')
            }
          />
        </Datagrid>
      </Rows>
    </List>
  )
}

export const pages = { list: AuditEventList }
