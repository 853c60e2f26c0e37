/** Relances: the follow-ups that were recorded, and what people do to them. */
import { CHANNEL_KEYS, OUTCOMES, type Outcome, RELANCE_STATES, SNOOZE_PRESETS } from '@relance/relance/core'
import { z } from 'zod'
import { between, listQuery, oneOf, search, within } from '../http/list.ts'
import { filledText, id, instant } from '../http/text.ts'

export type { SendReason } from '@relance/relance/core'

const outcome = z.enum(Object.keys(OUTCOMES) as [Outcome, ...Outcome[]])
const channel = z.enum(CHANNEL_KEYS)

export const relance = z.object({
  id,
  leadId: id,
  ruleId: id,
  ruleName: z.string().nullable(),
  ruleVersion: z.int(),
  frequencyVersion: z.int(),
  templateId: id,
  templateVersion: z.int(),
  closerId: id.nullable(),
  runId: id,
  step: z.int(),
  channel,
  state: z.enum(RELANCE_STATES),
  reason: z.string().nullable().meta({
    description: 'Why it waits, ended, or came too late (`delivered_late`: after its expiry), as a code.',
  }),
  dueAt: instant,
  recordedAt: instant,
  deliverAt: instant,
  expiresAt: instant,
  openedAt: instant.nullable(),
  settledAt: instant.nullable(),
  outcome: outcome.nullable(),
  outcomeAt: instant.nullable(),
  message: z.string().meta({ description: 'What is sent.' }),
  writtenMessage: z
    .string()
    .nullable()
    .meta({ description: 'What the template said, where a person has changed the words; else null.' }),
  link: z
    .string()
    .nullable()
    .meta({ description: 'Opens WhatsApp with the message; null once the lead has no phone.' }),
})
export type Relance = z.infer<typeof relance>

export const openRequest = z
  .strictObject({
    outsideWindow: z.boolean().meta({
      description: 'Opens it although the lead’s window is closed, where the settings allow it. Audited.',
    }),
  })
  .partial()
export type OpenRequest = z.infer<typeof openRequest>

/** How long ago an offline action may lie, at most. */
const LONGEST_AGO_SECONDS = 7 * 86_400
export const sentRequest = z
  .strictObject({
    secondsAgo: z.int().min(0, 'too_small').max(LONGEST_AGO_SECONDS, 'too_big').meta({
      description:
        'How long ago the person said so, by their own clock, where the server could not be told at once: the next step counts from then, but never from before the relance was delivered.',
    }),
  })
  .partial()
export type SentRequest = z.infer<typeof sentRequest>

/** WhatsApp takes no longer text. */
export const MESSAGE_MAX = 4_096
export const messageRequest = z.strictObject({ message: filledText(MESSAGE_MAX) })
export type MessageRequest = z.infer<typeof messageRequest>

export const snoozeRequest = z
  .strictObject({ preset: z.enum(SNOOZE_PRESETS), until: instant })
  .partial()
  .refine(({ preset, until }) => (preset === undefined) !== (until === undefined), 'snooze_preset_or_until')
  .meta({ description: 'Either a preset or an instant; both are moved into the window of the frequency.' })
export type SnoozeRequest = z.infer<typeof snoozeRequest>

export const outcomeRequest = z.strictObject({ outcome })
export type OutcomeRequest = z.infer<typeof outcomeRequest>

export const reassignRequest = z.strictObject({ closerId: id })
export type ReassignRequest = z.infer<typeof reassignRequest>

export const undoRequest = z.strictObject({ actionId: id }).partial()
export type UndoRequest = z.infer<typeof undoRequest>

/** A relance by itself: with what a person is asked before opening it now. */
export const relanceDetail = relance.extend({
  actionId: id.nullable(),
  undoableUntil: instant.nullable(),
  outsideWindow: z
    .object({ opensAt: instant.nullable(), timeZone: z.string(), mayOverride: z.boolean() })
    .nullable()
    .meta({ description: 'Where the window of the lead is closed now: when it opens, as `outside_window` says.' }),
})
export type RelanceDetail = z.infer<typeof relanceDetail>

/** What an action answers: the relance as it is now, and what can be taken back of it. */
export const actedRelance = relance.extend({
  actionId: id.nullable().meta({ description: 'The latest action; what `undo` takes back.' }),
  undoableUntil: instant.nullable(),
})

export const relanceList = listQuery(['recordedAt', 'deliverAt', 'dueAt', 'expiresAt', 'step', 'state', 'settledAt'], {
  q: search.q.meta({ description: 'Looks for the lead, as `q` of the leads does.' }),
  ...oneOf('leadId', id),
  ...oneOf('ruleId', id),
  ...oneOf('runId', id),
  ...oneOf('closerId', id.nullable()),
  ...oneOf('templateId', id),
  ...oneOf('state', z.enum(RELANCE_STATES)),
  ...oneOf('channel', channel),
  ...oneOf('outcome', outcome.nullable()),
  ...oneOf('reason', z.string().max(60)),
  inbox: z.boolean().meta({ description: 'Open for somebody to act on now: yours, when you are a closer.' }),
  open: z.boolean().meta({ description: 'The same with what is still to come.' }),
  awaiting: z.boolean().meta({ description: 'Went out, and nobody has said what came of it.' }),
  onTime: z.boolean().meta({ description: 'Handled on its own day, in the company’s zone.' }),
  ...between('step'),
  ...within('dueAt'),
  ...within('recordedAt'),
  ...within('deliverAt'),
  ...within('expiresAt'),
  ...within('settledAt'),
})
