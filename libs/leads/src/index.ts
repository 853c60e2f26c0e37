/** Leads without a host: what is imported, and how. */
export { type ImportReport, importLeads, type LeadFile, type LineRefusal } from './import/import-leads.ts'
export type { Db } from './ports.ts'
