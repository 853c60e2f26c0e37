/** Leads out of CSV files. */
export { importCsv, type ImportCsvOptions } from './import-csv.ts'
export { type FileRefusal, readCsv } from './read-csv.ts'
