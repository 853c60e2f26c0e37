/** Leads without a host. */
export type { Question } from './import/questions.ts'
export type { ImportReport, LineRefusal } from './import/report.ts'
export type { Db } from './ports.ts'
export { IMPORTED_COLUMNS } from './sql/write-leads.ts'
