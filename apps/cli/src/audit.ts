/** `relance audit verify` and `relance audit head`. */
import { readFile } from 'node:fs/promises'
import { exportHead, headsIn, verifyAuditLog } from '@relance/api/operations'
import { misuse, refusal } from '@relance/api/refusal'
import { type Command, print } from './arguments.ts'

export const auditHead: Command = async ({ db }) => print(await exportHead(db))

export const auditVerify: Command = async ({ db }, { against, anchors = fileOf(process.env['AUDIT_ANCHOR']) }) => {
  if (against && !/^\d{1,15}:[0-9a-f]{64}$/.test(against)) throw misuse('--against takes a head: NUMBER:HASH.')
  const kept = anchors ? await readAnchors(anchors) : []
  const verification = await verifyAuditLog(db, against ? [...kept, against] : kept)
  print({ ...verification, anchors: kept.length })
  if (!verification.isIntact) process.exitCode = 3
}

/** What a webhook was told, it has to be asked for. */
const fileOf = (anchor = ''): string | undefined => (/^https?:/.test(anchor) ? undefined : anchor || undefined)

/** A file without a head would verify nothing, and must not look as if it did. */
async function readAnchors(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw refusal(`The heads in ${path} cannot be read.`)
  })
  const heads = headsIn(text)
  if (heads.length === 0) throw refusal(`${path} holds no head of the audit log.`)
  return heads
}
