/** Leads out of files, and back into them. */
export { describeFile, type FileDescription } from './import/file/describe-file.ts'
export { importFile, type ImportFileOptions } from './import/file/import-file.ts'
export type { RefusedLine } from './import/report.ts'
export type { FileRefusal, FileSource } from './files/table.ts'
export { ImportTakenBack, runningImports } from './sql/imports.ts'
export { mendHeader, mendLine } from './files/mend-file.ts'
export { createCsvWriter } from './files/formats/write-csv.ts'
