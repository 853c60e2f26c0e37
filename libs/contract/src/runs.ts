/** Runs: the passes of the engine. Never any personal data. */
import { z } from 'zod'
import { listQuery, oneOf, within } from './list.ts'
import { id, instant } from './text.ts'

const trigger = z.enum(['scheduler', 'http', 'manual', 'cli'])
const state = z.enum(['running', 'completed', 'partial', 'failed'])
const counts = z.record(z.string(), z.int())

export const run = z.object({
  id,
  trigger,
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
  error: z.string().nullable(),
})
export type Run = z.infer<typeof run>

export const runList = listQuery(['startedAt', 'finishedAt', 'recorded', 'due', 'state', 'trigger'], {
  ...oneOf('trigger', trigger),
  ...oneOf('state', state),
  ...within('startedAt'),
})
