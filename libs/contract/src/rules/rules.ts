/** Rules: who is followed up, how, how often, until when, with what priority. */
import {
  CHANNEL_KEYS,
  frequencySchema,
  MIDWAYS,
  ON_CONTACT,
  REENTRY_EVENTS,
  reentrySchema,
} from '@relance/relance/core'
import { z } from 'zod'
import { audience } from './audience.ts'
import { between, listQuery, oneOf, search, within } from '../http/list.ts'
import { body, filledLine, id, instant, partial } from '../http/text.ts'

export const STOPS = ['replied', 'no_longer_matches'] as const

/** What is left out is as by default. */
const reentryWritten = reentrySchema.extend({
  on: reentrySchema.shape.on.default([...REENTRY_EVENTS]),
  afterSilence: reentrySchema.shape.afterSilence.default(null),
})

const fields = {
  name: filledLine(200),
  active: z.boolean(),
  priority: z.int().min(-1_000).max(1_000),
  audience,
  frequencyId: id,
  templateIds: z
    .array(id)
    .min(1, 'templates_missing')
    .max(30, 'too_many')
    .meta({ description: 'One per step; the last repeats.' }),
  channel: z.enum(CHANNEL_KEYS),
  stopOn: z
    .array(z.enum(STOPS))
    .refine((stops) => new Set(stops).size === stops.length, 'repeated')
    .meta({ description: 'What ends the cadence once it has begun, besides what always does.' }),
  onContact: z.enum(ON_CONTACT).meta({
    description:
      'What a contact by us does to a cadence that has begun: the step to come counts from it (the default), the episode ends, or nothing. The minimum gap holds in any case.',
  }),
  expiryDays: z.int().min(1).max(60),
  holdoutPercent: z
    .int()
    .min(0)
    .max(50)
    .meta({ description: 'How many of a hundred leads are set aside, never written to, to compare with.' }),
  reentry: reentryWritten.meta({
    description:
      'What begins a new episode once one is over. `reopened`: the status goes from closed to open, or an opt-out or a wrong number is corrected. `submitted`: a `submittedAt` later than the last contact and the last submission. `afterSilence`: so long after the end when nothing was heard.',
  }),
  variants: z
    .array(z.strictObject({ step: z.int().min(1).max(30), templateId: id }))
    .max(30, 'too_many')
    .refine((list) => new Set(list.map((one) => one.step)).size === list.length, 'repeated')
    .meta({ description: 'Another text for a step, sent to half the leads, to compare the two.' }),
}

const goAnyway = z
  .boolean()
  .meta({ writeOnly: true, description: 'Activates although messages would come out wrong; it is audited.' })

const midway = z.enum(MIDWAYS).meta({
  writeOnly: true,
  description:
    'When the rule is switched on or resumed, what becomes of leads in mid-cadence: `continue` (the default) counts what was left of each delay from then on, `restart` begins with step 1, `end` ends their episode. `GET …/resumption` says how many there are.',
})

const READ_ONLY = ['id', 'pausedAt', 'pauseReason', 'version', 'archivedAt', 'createdAt', 'updatedAt']

const { name, audience: who, frequencyId, templateIds } = fields
export const ruleCreate = body(
  { ...partial({ ...fields, goAnyway }), name, audience: who, frequencyId, templateIds },
  READ_ONLY,
)
export const ruleUpdate = body(partial({ ...fields, goAnyway, midway }), READ_ONLY)
export type RuleCreate = z.infer<typeof ruleCreate>
export type RuleUpdate = z.infer<typeof ruleUpdate>

export const ruleResume = z.strictObject({ midway }).partial()
export type RuleResume = z.infer<typeof ruleResume>

export const resumptionQuery = z.strictObject({ midway: z.enum(MIDWAYS).default('continue') })
export type ResumptionQuery = z.infer<typeof resumptionQuery>

/** What would follow if the rule were switched on or resumed now, or the global stop ended. */
export const resumption = z.object({
  leads: z.int().meta({ description: 'Leads with a step that waits.' }),
  midway: z.int().meta({ description: 'Of them, those in mid-cadence: with a relance of the rule behind them.' }),
  overdue: z.int().meta({
    description: 'Of them, those whose step is overdue: spread over the closers’ daily limit, or over the usual one.',
  }),
  ended: z.int().meta({ description: 'Of them, those whose episode ends.' }),
  restarted: z.int().meta({ description: 'Of them, those that begin again with step 1.' }),
  entering: z.int().meta({ description: 'Leads that come in, having matched meanwhile.' }),
  lastOn: z.iso.date().nullable().meta({ description: 'The last day of the spread; null when nothing is overdue.' }),
  unassigned: z.int().meta({ description: 'Of those that are overdue, the ones of leads without a closer.' }),
  takers: z.int().meta({
    description: 'How many people may take what belongs to nobody: closers who share the queue, else managers.',
  }),
  dailyLimit: z.int().meta({
    description:
      'What a closer finds on one day at most. Leads without a closer take the room that the people who may take them have left.',
  }),
  isUsualLimit: z.boolean().meta({ description: 'Whether the company has set no limit, and the usual one holds.' }),
  isComplete: z.boolean().meta({ description: 'False when not every lead could be looked at in time.' }),
})
export type Resumption = z.infer<typeof resumption>

export const rule = z.object({
  id,
  name: z.string(),
  active: z.boolean(),
  priority: z.int(),
  audience: z.record(z.string(), z.unknown()),
  frequencyId: id,
  templateIds: z.array(id),
  channel: z.enum(CHANNEL_KEYS),
  stopOn: z.array(z.string()),
  onContact: z.enum(ON_CONTACT),
  expiryDays: z.int(),
  holdoutPercent: z.int(),
  variants: z.array(z.object({ step: z.int(), templateId: id })),
  reentry: z.object(reentrySchema.shape),
  pausedAt: instant.nullable(),
  pauseReason: z.string().nullable().meta({ description: 'Why the rule is paused; `POST …/resume` lets it go on.' }),
  version: z.int(),
  archivedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
})
export type Rule = z.infer<typeof rule>

export const ruleList = listQuery(['priority', 'name', 'active', 'channel', 'createdAt', 'updatedAt'], {
  ...search,
  active: z.boolean(),
  ...oneOf('channel', z.enum(CHANNEL_KEYS)),
  ...oneOf('frequencyId', id),
  ...between('priority'),
  ...within('createdAt'),
  ...within('updatedAt'),
  archived: z.boolean(),
})

/** The rules from the first to be heard to the last: priorities are given anew, in one go. */
export const ruleOrder = z.strictObject({
  ids: z
    .array(id)
    .min(1, 'required')
    .max(200, 'too_many')
    .refine((ids) => new Set(ids).size === ids.length, 'repeated'),
})
export type RuleOrder = z.infer<typeof ruleOrder>

/** A rule that is not saved: what is absent is as in the saved rule `id`, if there is one. */
export const ruleDraft = z
  .strictObject({
    id,
    ...fields,
    frequency: frequencySchema.meta({ description: 'The frequency with changes that are not saved either.' }),
  })
  .partial()
export type RuleDraftBody = z.infer<typeof ruleDraft>
