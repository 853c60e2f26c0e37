/** Backups, for the command line. */
export { type Restored, restoreBackup } from './restore-backup.ts'
export { type Backup, writeBackup } from './write-backup.ts'
