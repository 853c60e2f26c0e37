import { Box } from '@mui/material'
import type { Lead } from '@relance/contract'
import { type FormField, FORM_FIELDS, LEAD_FIELDS, type StoredLeadField } from '@relance/contract/lead-fields'
import {
  DateTimeInput,
  ReferenceInput,
  required,
  SelectInput,
  TextArrayInput,
  TextInput,
  type TextInputProps,
  usePermissions,
  useRecordContext,
} from 'react-admin'
import { useStatuses } from './page/use-statuses.ts'
import { SimpleForm } from '../forms/SimpleForm.tsx'

const orNull = (text: string): string | null => text || null
const EARLIEST_MINUTE = '2000-01-01T00:00'
const instant = (text: string): string | null => (text ? new Date(text).toISOString() : null)

/** Two by two or more where there is room. */
const COLUMNS = {
  width: '100%',
  display: 'grid',
  columnGap: 2,
  rowGap: 1,
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
}

/** What is the managers' to change, closers see. */
export const LeadForm = () => {
  const { permissions } = usePermissions<string>()
  const isCloser = permissions === 'closer'
  return (
    <SimpleForm>
      <Box sx={COLUMNS}>
        {FORM_FIELDS.map((name) => (
          <LeadInput key={name} name={name} isReadOnly={isCloser && LEAD_FIELDS[name].changedBy === 'manager'} />
        ))}
      </Box>
    </SimpleForm>
  )
}

/** Of a lead whose number is hidden it may stay empty, and is not sent then. */
const PhoneInput = (common: Pick<TextInputProps, 'source' | 'helperText' | 'readOnly'>) => {
  const isHidden = useRecordContext<Lead>()?.phone === null
  return isHidden ? (
    <TextInput {...common} helperText="resources.leads.phone_hidden" parse={(text: string) => text || undefined} />
  ) : (
    <TextInput {...common} validate={required()} />
  )
}

/** The input of a field, by what it holds. */
const LeadInput = ({ name, isReadOnly }: { name: FormField; isReadOnly: boolean }) => {
  const statuses = useStatuses()
  const { kind, default: unknown }: StoredLeadField = LEAD_FIELDS[name]
  const common = { source: name, helperText: false, readOnly: isReadOnly } as const
  switch (kind) {
    case 'phone':
      return <PhoneInput {...common} />
    case 'email':
      return <TextInput {...common} type="email" parse={orNull} />
    case 'status':
      return <SelectInput {...common} choices={statuses} defaultValue={unknown} />
    case 'person':
      if (isReadOnly) return null
      return (
        <ReferenceInput source={name} reference="closers" perPage={500}>
          <SelectInput optionText="name" helperText={false} parse={orNull} label={`resources.leads.fields.${name}`} />
        </ReferenceInput>
      )
    case 'tags':
      return <TextArrayInput {...common} />
    case 'instant':
      return <DateTimeInput {...common} parse={instant} slotProps={{ htmlInput: { min: EARLIEST_MINUTE } }} />
    default:
      return unknown === undefined ? <TextInput {...common} parse={orNull} /> : <TextInput {...common} />
  }
}
