/** The audit log: who changed or did what, when, before and after. Read-only. */
import { z } from 'zod'
import { listQuery, oneOf, within } from '../http/list.ts'
import { ROLES } from '../http/matrix.ts'
import { id, instant, line } from '../http/text.ts'

const ORIGINS = ['session', 'token', 'cron', 'cli', 'system', 'database'] as const

export const auditChange = z.object({
  recordId: z.string(),
  isErased: z.boolean().meta({ description: 'The values were taken out by an erasure; the fact remains.' }),
  fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
})

export const auditEvent = z.object({
  id,
  at: instant,
  origin: z.string().meta({ description: `Where it came from: ${ORIGINS.join(', ')}.` }),
  actorId: id.nullable(),
  actorName: z.string(),
  actorRole: z.enum(ROLES).nullable(),
  requestId: z.string().nullable(),
  action: z.string().meta({ example: 'updated' }),
  resource: z.string().meta({ example: 'rules' }),
  recordId: z.string().nullable().meta({ description: 'The record, when it is one.' }),
  rowCount: z.int().meta({ description: 'How many rows one statement changed.' }),
  details: z.record(z.string(), z.unknown()),
  seq: z.int().nullable().meta({ description: 'The place in the chain; null for about a second, until it is sealed.' }),
  hash: z.string().nullable(),
  changes: z.array(auditChange).meta({ description: 'At most 100 records of one entry are shown.' }),
})
export type AuditEventShape = z.infer<typeof auditEvent>

export const auditEventList = listQuery(['at', 'action', 'resource', 'actorName'], {
  ...oneOf('actorId', id.nullable()),
  ...oneOf('action', line(60)),
  ...oneOf('resource', line(60)),
  ...oneOf('origin', z.enum(ORIGINS)),
  ...oneOf('requestId', line(64)),
  recordId: line(64),
  ...within('at'),
})

/** The end of the chain, to be kept elsewhere: whoever owns the database cannot change what was before it unseen. */
export const auditHead = z.object({ seq: z.int(), hash: z.string(), head: z.string(), at: instant })

export const auditVerifyQuery = z.strictObject({
  against: z
    .string()
    .regex(/^\d{1,15}:[0-9a-f]{64}$/, 'head_unreadable')
    .optional()
    .meta({ description: 'A head that was exported before, `seq:hash`: the chain must still hold it.' }),
})

export const auditVerification = z.object({
  isIntact: z.boolean(),
  entries: z.int(),
  head: z.string().meta({ description: '`seq:hash` of the last entry.' }),
  broken: z
    .object({ eventId: z.string().nullable(), seq: z.int().nullable(), problem: z.string() })
    .nullable()
    .meta({ description: 'The first entry that does not hold.' }),
})
export type AuditVerification = z.infer<typeof auditVerification>
