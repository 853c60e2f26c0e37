/** What other hosts than the server may do with the database, each as the server does it. */
export { note } from './audit/note.ts'
export { exportHead, verifyAuditLog } from './audit/verify.ts'
export { hashPassword } from './auth/passwords.ts'
export { fillHolidays } from './settings/holidays.ts'
export { checkConnection } from './whatsapp/check-connection.ts'
export { accountOf } from './whatsapp/cloud.ts'
export { syncTemplates } from './whatsapp/sync-templates.ts'
