import { Box } from '@mui/material'
import {
  DateTimeInput,
  ReferenceInput,
  required,
  SelectInput,
  TextArrayInput,
  TextInput,
  usePermissions,
} from 'react-admin'
import { useStatuses } from './use-statuses.ts'
import { SimpleForm } from '../layout/SimpleForm.tsx'

const orNull = (text: string): string | null => text || null
const instant = (text: string): string | null => (text ? new Date(text).toISOString() : null)

/** Two by two where there is room. */
const COLUMNS = {
  width: '100%',
  display: 'grid',
  columnGap: 2,
  rowGap: 1,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
}

/** Phone, source and owner are the managers' to change; closers see them. */
export const LeadForm = () => {
  const { permissions } = usePermissions<string>()
  const isCloser = permissions === 'closer'
  return (
    <SimpleForm>
      <Box sx={COLUMNS}>
        <TextInput source="firstName" helperText={false} />
        <TextInput source="lastName" helperText={false} />
        <TextInput source="phone" helperText={false} validate={required()} readOnly={isCloser} />
        <TextInput source="email" helperText={false} type="email" parse={orNull} />
        <TextInput source="company" helperText={false} parse={orNull} />
        <SelectInput source="status" helperText={false} choices={useStatuses()} defaultValue="new" />
        {!isCloser && (
          <ReferenceInput source="closerId" reference="closers" perPage={500}>
            <SelectInput optionText="name" helperText={false} parse={orNull} label="resources.leads.fields.closerId" />
          </ReferenceInput>
        )}
        <TextInput source="source" helperText={false} parse={orNull} readOnly={isCloser} />
        <TextArrayInput source="tags" helperText={false} />
        <DateTimeInput source="lastContactAt" helperText={false} parse={instant} />
        <DateTimeInput source="pausedUntil" helperText={false} parse={instant} />
      </Box>
    </SimpleForm>
  )
}
