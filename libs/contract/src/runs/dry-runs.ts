/** A dry run over the whole base, with the rows behind its figures. */
import { CHANNEL_KEYS, REASONS, type ReasonCode } from '@relance/relance/core'
import { z } from 'zod'
import { listQuery, oneOf } from '../http/list.ts'
import { runReport } from './runs.ts'
import { id, instant } from '../http/text.ts'

export const DRY_RUN_KINDS = ['recorded', 'held', 'excluded'] as const
const kind = z.enum(DRY_RUN_KINDS)
const reason = z.enum(Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]])

export const dryRunRequest = z.strictObject({ at: instant }).partial()
export type DryRunRequestBody = z.infer<typeof dryRunRequest>

export const dryRunShape = runReport
  .omit({ runId: true, recorded: true, remaining: true, state: true, byCloser: true, firstAt: true })
  .extend({
    id,
    at: instant,
    cost: z.object({ micros: z.int(), currency: z.string(), unpriced: z.int() }).nullable().meta({
      description:
        'What WhatsApp would charge, each message as a template, in millionths; `unpriced`: no rate holds. Null when nothing goes through it.',
    }),
    excluded: z
      .record(z.string(), z.int())
      .meta({ description: 'Leads no rule may contact at all, by reason; they are in no other figure.' }),
    groups: z
      .array(
        z.object({
          kind,
          reason: reason.nullable(),
          ruleId: id.nullable(),
          closerId: id.nullable(),
          count: z.int(),
        }),
      )
      .meta({ description: 'How many rows of each kind; each group is a filter of the rows.' }),
  })
export type DryRunShape = z.infer<typeof dryRunShape>

export const dryRunRow = z.object({
  id,
  kind,
  leadId: id,
  leadName: z.string(),
  closerId: id.nullable(),
  ruleId: id.nullable(),
  step: z.int().nullable(),
  channel: z.enum(CHANNEL_KEYS).nullable(),
  dueAt: instant.nullable(),
  deliverAt: instant.nullable(),
  message: z.string().nullable(),
  link: z.string().nullable(),
  reason: reason.nullable().meta({ description: 'Why it would be held back, or why nobody may contact the lead.' }),
  until: instant.nullable().meta({ description: 'When it would be looked at again.' }),
})
export type DryRunRow = z.infer<typeof dryRunRow>

/** What a run held back, in the shape of a dry run's rows. */
export const heldRow = dryRunRow.extend({ id: z.string() })

export const heldRowList = listQuery(['at', 'step', 'reason'], {
  ...oneOf('reason', reason),
  ...oneOf('ruleId', id),
  ...oneOf('leadId', id),
})

export const dryRunRowList = listQuery(['deliverAt', 'dueAt', 'step', 'reason'], {
  ...oneOf('kind', kind),
  ...oneOf('reason', reason),
  ...oneOf('ruleId', id),
  ...oneOf('closerId', id.nullable()),
  ...oneOf('leadId', id),
})
