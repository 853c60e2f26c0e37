/** Runs: the passes of the engine. Never any personal data. */
import { z } from 'zod'
import { listQuery, oneOf, within } from '../http/list.ts'
import { id, instant } from '../http/text.ts'

const trigger = z.enum(['scheduler', 'http', 'manual', 'cli'])
const state = z.enum(['running', 'completed', 'partial', 'failed'])
const counts = z.record(z.string(), z.int())
const whose = {
  byCloser: counts.meta({ description: 'In each closer’s queue, by id; under `nobody` what belongs to none.' }),
  firstAt: instant.nullable().meta({ description: 'The hour of the first relance that was recorded.' }),
}

export const run = z.object({
  id,
  trigger,
  caller: z.string().nullable().meta({ description: 'The name of the secret that asked for it, over HTTP.' }),
  state,
  scheduledFor: instant.nullable(),
  missedSlots: z.int(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  due: z.int(),
  recorded: z.int(),
  byChannel: counts,
  skipped: counts.meta({ description: 'Steps that were due but held back, by reason.' }),
  remaining: z.int(),
  ...whose,
  error: z.string().nullable(),
})
export type Run = z.infer<typeof run>

export const runList = listQuery(['startedAt', 'finishedAt', 'recorded', 'due', 'state', 'trigger'], {
  ...oneOf('trigger', trigger),
  ...oneOf('state', state),
  ...oneOf('caller', z.string().max(200, 'too_long')),
  ...within('startedAt'),
})

const flag = z.enum(['true', 'false'], 'flag_unreadable').transform((text) => text === 'true')

export const autoRelanceQuery = z.strictObject({
  dryRun: flag.optional().meta({ description: 'Counts what a run would record, and writes nothing.' }),
  at: instant.optional().meta({ description: 'With dryRun only: the instant to try.' }),
  budget: z
    .string()
    .regex(/^\d{1,4}(\.\d+)?$/, 'budget_unreadable')
    .transform(Number)
    .refine((seconds) => seconds >= 1 && seconds <= 3_600, 'budget_unreadable')
    .optional()
    .meta({ description: 'Seconds within which it answers; 25 when absent.' }),
})
export type AutoRelanceQuery = z.infer<typeof autoRelanceQuery>

export const runRequest = z
  .strictObject({
    dryRun: z.boolean(),
    at: instant,
    budget: z.number().min(1).max(3_600),
    sample: z
      .int()
      .min(0)
      .max(200)
      .meta({ description: 'With dryRun: how many single decisions to show, with message or reason.' }),
  })
  .partial()
export type RunRequestBody = z.infer<typeof runRequest>

/** What a trigger answers. */
export const runReport = z.object({
  runId: id,
  trigger,
  state: z.enum(['completed', 'partial']),
  dryRun: z.boolean(),
  startedAt: instant,
  finishedAt: instant,
  due: z.int(),
  recorded: z.int(),
  byChannel: counts,
  skipped: counts,
  remaining: z.int(),
  ...whose,
})

/** One decision of a dry run: what would be recorded, or why not. */
export const dryDecision = z.object({
  leadId: id,
  ruleId: id,
  step: z.int(),
  dueAt: instant,
  deliverAt: instant.nullable(),
  message: z.string().nullable(),
  link: z.string().nullable(),
  reason: z.string().nullable().meta({ description: 'Why it would be held back, as a code.' }),
  until: instant.nullable().meta({ description: 'When it would be looked at again.' }),
})

/** What `POST /api/runs` answers; `sample` is only there for a dry run that asked for one. */
export const manualRunReport = runReport.extend({ sample: z.array(dryDecision).optional() })
export type DryDecision = z.infer<typeof dryDecision>
export type ManualRunReport = z.infer<typeof manualRunReport>
