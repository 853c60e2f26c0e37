/** The pure core of leads. */
export { IMPORT_FIELDS, type ImportField, REPEATABLE_FIELDS } from './lead-values.ts'
export {
  EXTRA_CELLS,
  type GivenAnswers,
  HIDDEN_ROWS_READINGS,
  MAPPED_KINDS,
  SWALLOWED_READINGS,
} from './import/row/answers.ts'
export {
  columnOf,
  type ColumnTarget,
  FILE_REFUSALS,
  type FileRefusalCode,
  targetOf,
} from './import/row/header.ts'
export { IMPORT_STATES, importState } from './import/state.ts'
export { numberVariants } from './phone/number-variants.ts'
export { countryOfPhone, dialledDigits, isCountry } from './phone/plan.ts'
export { PHONE_REFUSALS, type PhoneRead, type PhoneRefusal, readMobile } from './phone/read-mobile.ts'
