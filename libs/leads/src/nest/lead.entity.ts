/** A lead, as its table keeps it: the columns of the registry. */
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm'
import { type ByKind, isAlwaysFilled, type LeadValues, STORED } from '../lead-values.ts'

export interface Lead extends LeadValues<Date> {
  id: string
}

const TYPES: ByKind<EntitySchemaColumnOptions> = {
  line: { type: 'text' },
  phone: { type: 'text' },
  email: { type: 'text' },
  status: { type: 'text' },
  person: { type: 'uuid' },
  timeZone: { type: 'text' },
  locale: { type: 'text' },
  tags: { type: 'text', array: true },
  custom: { type: 'jsonb' },
  ids: { type: 'jsonb' },
  instant: { type: 'timestamptz' },
}

/** What is absent from a new row gets the default of its column. */
export const Lead = new EntitySchema<Lead>({
  name: 'Lead',
  tableName: 'leads',
  columns: {
    id: { type: 'uuid', primary: true, generated: 'uuid' },
    ...Object.fromEntries(
      STORED.map(([name, field]) => [
        name,
        { ...TYPES[field.kind], name: field.column, nullable: !isAlwaysFilled(field) },
      ]),
    ),
  },
})
