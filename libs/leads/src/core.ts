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
} from './import/row/header.ts'
export {
  type ImportContext,
  type ImportedLead,
  readInstant,
  readRow,
  type RowRefusal,
  type RowRefusalCode,
} from './import/row/read-row.ts'
export { isCountry } from './phone/plan.ts'
export { PHONE_REFUSALS, type PhoneRead, type PhoneRefusal, readMobile } from './phone/read-mobile.ts'
