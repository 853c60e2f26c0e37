/** The pure core of leads. */
export {
  type Column,
  type ImportContext,
  type ImportedLead,
  readHeader,
  readInstant,
  readRow,
  type RowRefusal,
  type RowRefusalCode,
} from './import-row.ts'
export { isCountry, PHONE_REFUSALS, type PhoneRead, type PhoneRefusal, readMobile } from './phone.ts'
