/** The pure core of leads. */
export {
  type Column,
  columnOf,
  type ColumnTarget,
  FILE_REFUSALS,
  type FileRefusalCode,
  IMPORT_FIELDS,
  readHeader,
  targetOf,
} from './import-header.ts'
export {
  type ImportContext,
  type ImportedLead,
  readInstant,
  readRow,
  type RowRefusal,
  type RowRefusalCode,
} from './import-row.ts'
export { isCountry, PHONE_REFUSALS, type PhoneRead, type PhoneRefusal, readMobile } from './phone.ts'
