/** `relance backup` and `relance restore`. */
import { verifyAuditLog } from '@relance/api/operations'
import { type Command, print } from './arguments.ts'

export const backupCommand: Command = async ({ db, url }, _, file) => {
  const { writeBackup } = await import('@relance/api/backup')
  print(await writeBackup(db, url, file))
}

export const restoreCommand: Command = async ({ db, url }, { verify }, file) => {
  const { restoreBackup } = await import('@relance/api/backup')
  const restored = await restoreBackup(url, file)
  if (!verify) return print(restored)
  const audit = await verifyAuditLog(db, [restored.auditHead])
  print({ ...restored, audit })
  if (!audit.isIntact) process.exitCode = 3
}
