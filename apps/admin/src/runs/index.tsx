import { Button } from '@mui/material'
import type { Run } from '@relance/contract'
import { Datagrid, DateField, List, NumberField, TextField, TopToolbar, useNotify, useRefresh } from 'react-admin'
import { Rows } from '../layout/Rows.tsx'
import { request } from '../providers/request.ts'
import { useWords } from '../i18n/use-words.ts'

const RunNow = () => {
  const notify = useNotify()
  const refresh = useRefresh()
  const translate = useWords()
  const run = async () => {
    try {
      const { json } = await request<{ recorded: number }>('runs', { method: 'POST', body: {} })
      notify('relance.run_done', { messageArgs: { smart_count: json.recorded } })
      refresh()
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
  }
  return (
    <Button size="small" onClick={run}>
      {translate('relance.run_now')}
    </Button>
  )
}

const RunList = () => (
  <List
    sort={{ field: 'startedAt', order: 'DESC' }}
    exporter={false}
    empty={false}
    actions={
      <TopToolbar>
        <RunNow />
      </TopToolbar>
    }
  >
    <Rows<Run>
      phone={{
        primaryText: <DateField source="startedAt" showTime />,
        secondaryText: ({ trigger, state }) => `${trigger} · ${state}`,
        tertiaryText: ({ recorded }) => recorded,
        rowClick: false,
      }}
    >
      <Datagrid bulkActionButtons={false} rowClick={false}>
        <DateField source="startedAt" showTime />
        <TextField source="trigger" />
        <TextField source="state" />
        <NumberField source="due" />
        <NumberField source="recorded" />
        <NumberField source="remaining" sortable={false} />
      </Datagrid>
    </Rows>
  </List>
)

export const pages = { list: RunList }
