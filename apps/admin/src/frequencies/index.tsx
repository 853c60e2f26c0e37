import type { Frequency } from '@relance/contract'
import { Create, Datagrid, DateField, FunctionField, TextField, useLocaleState } from 'react-admin'
import { List } from '../reading/List.tsx'
import { Edit } from '../reading/Record.tsx'
import { useWords } from '../i18n/use-words.ts'
import { NextStep } from '../reading/NextStep.tsx'
import { Rows } from '../reading/Rows.tsx'
import { EditActions } from '../versions/EditActions.tsx'
import { stepsWords, windowWords } from '../versions/value-words.ts'
import { FrequencyForm } from './FrequencyForm.tsx'

const FrequencyList = () => (
  <List sort={{ field: 'name', order: 'ASC' }} exporter={false} empty={<NextStep resource="frequencies" />}>
    <FrequencyRows />
  </List>
)

/** What it does in words, never as numbers alone. */
const FrequencyRows = () => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const steps = (frequency: Frequency): string => stepsWords(frequency.steps, translate)
  const window = (frequency: Frequency): string => windowWords(frequency.window, locale)
  return (
    <Rows<Frequency>
      phone={{
        primaryText: ({ name }) => name,
        secondaryText: (frequency) => `${steps(frequency)} · ${window(frequency)}`,
      }}
    >
      <Datagrid bulkActionButtons={false}>
        <TextField source="name" />
        <FunctionField<Frequency> label="frequency.steps" sortable={false} render={steps} />
        <FunctionField<Frequency> label="frequency.window" sortable={false} render={window} />
        <DateField source="updatedAt" />
      </Datagrid>
    </Rows>
  )
}

export const pages = {
  list: FrequencyList,
  create: () => (
    <Create redirect="list">
      <FrequencyForm />
    </Create>
  ),
  edit: () => (
    <Edit actions={<EditActions />}>
      <FrequencyForm />
    </Edit>
  ),
}
