/** Leads out of CSV files, and back into them. */
export { type CsvDescription, describeCsv } from './describe-csv.ts'
export { importCsv, type ImportCsvOptions } from '../import/import-csv.ts'
export { type FileRefusal, readCsv } from './read-csv.ts'
export { createCsvWriter } from './write-csv.ts'
