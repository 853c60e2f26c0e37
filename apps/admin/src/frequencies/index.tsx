import { Alert, Typography } from '@mui/material'
import type { Frequency, FrequencyPreview } from '@relance/contract'
import {
  ArrayInput,
  BooleanInput,
  CheckboxGroupInput,
  Create,
  Datagrid,
  DateField,
  Edit,
  List,
  NumberField,
  NumberInput,
  required,
  SelectInput,
  SimpleForm,
  SimpleFormIterator,
  TextField,
  TextInput,
  useLocaleState,
} from 'react-admin'
import { Rows } from '../layout/Rows.tsx'
import { useWatch } from 'react-hook-form'
import { usePreview } from '../providers/use-preview.ts'
import { useWords } from '../i18n/use-words.ts'

const FrequencyList = () => (
  <List sort={{ field: 'name', order: 'ASC' }} exporter={false}>
    <Rows<Frequency> phone={{ primaryText: ({ name }) => name, tertiaryText: ({ version }) => `v${version}` }}>
      <Datagrid bulkActionButtons={false}>
        <TextField source="name" />
        <NumberField source="version" sortable={false} />
        <DateField source="updatedAt" showTime />
      </Datagrid>
    </Rows>
  </List>
)

const UNITS = ['minutes', 'hours', 'days', 'workingDays', 'weeks'].map((id) => ({ id, name: `units.${id}` }))
const DAYS = [1, 2, 3, 4, 5, 6, 7].map((id) => ({ id, name: `weekdays.${id}` }))
const AT_FIRST = {
  steps: [{ after: { value: 3, unit: 'days' } }],
  window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  skipHolidays: true,
}

const FrequencyForm = () => (
  <SimpleForm defaultValues={AT_FIRST}>
    <TextInput source="name" validate={required()} />
    <ArrayInput source="steps" label="frequency.steps">
      <SimpleFormIterator inline disableReordering>
        <NumberInput source="after.value" label="frequency.value" min={0} defaultValue={3} helperText={false} />
        <SelectInput
          source="after.unit"
          label="frequency.unit"
          choices={UNITS}
          defaultValue="days"
          helperText={false}
        />
      </SimpleFormIterator>
    </ArrayInput>
    <CheckboxGroupInput source="window.days" label="frequency.days" choices={DAYS} />
    <TextInput source="window.from" label="frequency.from" />
    <TextInput source="window.to" label="frequency.to" />
    <BooleanInput source="skipHolidays" />
    <Dates />
  </SimpleForm>
)

/** When each step would be delivered, counted from now. */
const Dates = () => {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { steps, window, skipHolidays } = useWatch() as typeof AT_FIRST
  const { preview, refusal } = usePreview<FrequencyPreview>('frequencies/preview', { steps, window, skipHolidays })
  if (refusal) return <Alert severity="error">{refusal}</Alert>
  if (!preview) return null
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: preview.timeZone })
  return (
    <section>
      <Typography variant="body2">{translate('preview.dates', { zone: preview.timeZone })}</Typography>
      <ol>
        {preview.steps.map(({ step, deliverAt, shifts }) => (
          <li key={step}>
            {deliverAt ? format.format(new Date(deliverAt)) : translate('preview.never')}
            {shifts.length > 0 && ` (${shifts.map((shift) => translate(`shifts.${shift}`, { _: shift })).join(', ')})`}
          </li>
        ))}
      </ol>
    </section>
  )
}

const FrequencyCreate = () => (
  <Create redirect="list">
    <FrequencyForm />
  </Create>
)
const FrequencyEdit = () => (
  <Edit mutationMode="pessimistic">
    <FrequencyForm />
  </Edit>
)

export const pages = { list: FrequencyList, create: FrequencyCreate, edit: FrequencyEdit }
