import type { Run } from '@relance/contract'
import { Datagrid, DateField, FunctionField, NumberField, TopToolbar } from 'react-admin'
import { Typography } from '@mui/material'
import { List } from '../reading/List.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Rows } from '../reading/Rows.tsx'
import { MINUTES, ONE_LINE } from '../formats/short-date.ts'
import { DryRunButton } from './DryRun.tsx'
import { HistoryStrip } from './HistoryStrip.tsx'
import { Reconciliation } from './Reconciliation.tsx'
import { Running } from './Running.tsx'
import { RunNow } from './RunNow.tsx'
import { RunShow } from './RunShow.tsx'
import { StateChip } from './StateChip.tsx'
import { useRunDuration } from './use-run-duration.ts'
import { useRunLine } from './use-run-line.ts'
import { useTriggerWords } from './use-trigger-words.ts'

const RunList = () => (
  <List
    sort={{ field: 'startedAt', order: 'DESC' }}
    exporter={false}
    empty={false}
    actions={
      <TopToolbar>
        <DryRunButton />
        <RunNow />
      </TopToolbar>
    }
  >
    <Running />
    <Reconciliation />
    <HistoryStrip />
    <RunRows />
  </List>
)

const Nothing = () => {
  const translate = useWords()
  return <Typography sx={{ padding: 2 }}>{translate('run.empty')}</Typography>
}

const RunRows = () => {
  const duration = useRunDuration()
  const trigger = useTriggerWords()
  const line = useRunLine()
  return (
    <Rows<Run>
      phone={{
        primaryText: <DateField source="startedAt" showTime options={MINUTES} />,
        secondaryText: (run) => `${trigger(run)} · ${line(run)}`,
        tertiaryText: (run) => (
          <>
            {run.recorded} <StateChip state={run.state} />
          </>
        ),
        rowClick: 'show',
      }}
      empty={<Nothing />}
    >
      <Datagrid bulkActionButtons={false} rowClick="show" empty={<Nothing />}>
        <DateField source="startedAt" showTime options={MINUTES} sx={ONE_LINE} />
        <FunctionField<Run> source="trigger" render={trigger} />
        <FunctionField<Run> source="state" render={({ state }) => <StateChip state={state} />} />
        <FunctionField<Run> source="recorded" render={(run) => line(run)} />
        <FunctionField<Run>
          source="skipped"
          sortable={false}
          textAlign="right"
          render={({ skipped }) => Object.values(skipped).reduce((all, count) => all + count, 0)}
        />
        <NumberField source="remaining" sortable={false} />
        <FunctionField<Run> source="duration" sortable={false} textAlign="right" render={duration} />
      </Datagrid>
    </Rows>
  )
}

export const pages = { list: RunList, show: RunShow }
