import { Box } from '@mui/material'
import {
  ArrayInput,
  BooleanInput,
  CheckboxGroupInput,
  NumberInput,
  required,
  SelectInput,
  SimpleFormIterator,
  TextInput,
} from 'react-admin'
import { NextDates } from './NextDates.tsx'
import { Presets } from './Presets.tsx'
import { SimpleForm } from '../forms/SimpleForm.tsx'

const UNITS = ['minutes', 'hours', 'days', 'workingDays', 'weeks'].map((id) => ({ id, name: `units.${id}` }))
const DAYS = [1, 2, 3, 4, 5, 6, 7].map((id) => ({ id, name: `weekdays.${id}` }))
const AT_FIRST = {
  steps: [{ after: { value: 3, unit: 'days' } }],
  window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  skipHolidays: true,
}

/** A number and its unit need no more room than they take. */
const STEPS = {
  '& .RaSimpleFormIterator-line': { border: 0, paddingY: 0.5 },
  '& .RaSimpleFormIterator-inline': { flex: '0 1 420px' },
}

export const FrequencyForm = () => (
  <SimpleForm defaultValues={AT_FIRST} sx={{ maxWidth: 900 }}>
    <Presets />
    <TextInput source="name" validate={required()} />
    <ArrayInput source="steps" label="frequency.steps">
      <SimpleFormIterator inline disableReordering sx={STEPS}>
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
    <Box sx={{ display: 'grid', width: '100%', columnGap: 2, gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' }}>
      <TextInput source="window.from" label="frequency.from" helperText="frequency.from_hint" />
      <TextInput source="window.to" label="frequency.to" helperText="frequency.to_hint" />
    </Box>
    <BooleanInput source="skipHolidays" />
    <NextDates />
  </SimpleForm>
)
