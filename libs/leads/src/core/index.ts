/** The pure core of leads. */
export { type Column, readHeader } from './import-header.ts'
export {
  type ImportContext,
  type ImportedLead,
  readInstant,
  readRow,
  type RowRefusal,
  type RowRefusalCode,
} from './import-row.ts'
export { isCountry, PHONE_REFUSALS, type PhoneRead, type PhoneRefusal, readMobile } from './phone.ts'
