/** Relances: the follow-ups that were recorded. Read-only here; what a closer does with one has routes of its own. */
import { z } from 'zod'
import { between, listQuery, oneOf, within } from './list.ts'
import { id, instant } from './text.ts'

export const RELANCE_STATES = [
  'due',
  'opened',
  'sent',
  'skipped',
  'snoozed',
  'superseded',
  'expired',
  'withdrawn',
  'queued',
  'sending',
  'accepted',
  'delivered',
  'read',
  'failed',
  'unknown',
] as const

const channel = z.enum(['closer', 'whatsapp'])

export const relance = z.object({
  id,
  leadId: id,
  ruleId: id,
  ruleVersion: z.int(),
  frequencyVersion: z.int(),
  templateId: id,
  templateVersion: z.int(),
  closerId: id.nullable(),
  runId: id,
  step: z.int(),
  channel,
  state: z.enum(RELANCE_STATES),
  reason: z.string().nullable().meta({ description: 'Why it ended, as a code.' }),
  dueAt: instant,
  recordedAt: instant,
  deliverAt: instant,
  expiresAt: instant,
  message: z.string(),
  link: z
    .string()
    .nullable()
    .meta({ description: 'Opens WhatsApp with the message; null once the lead has no phone.' }),
})
export type Relance = z.infer<typeof relance>

export const relanceList = listQuery(['recordedAt', 'deliverAt', 'dueAt', 'expiresAt', 'step', 'state'], {
  ...oneOf('leadId', id),
  ...oneOf('ruleId', id),
  ...oneOf('runId', id),
  ...oneOf('closerId', id.nullable()),
  ...oneOf('templateId', id),
  ...oneOf('state', z.enum(RELANCE_STATES)),
  ...oneOf('channel', channel),
  ...between('step'),
  ...within('dueAt'),
  ...within('recordedAt'),
  ...within('deliverAt'),
  ...within('expiresAt'),
})
