/** A changed rule replayed over what really happened. */
import { z } from 'zod'
import { ruleDraft } from './rules.ts'
import { id, instant } from '../http/text.ts'

export const backtestRequest = ruleDraft.extend({ days: z.int().min(1).max(366).optional() })
export type BacktestRequest = z.infer<typeof backtestRequest>

const outcomes = z.record(z.string(), z.int()).meta({ description: 'By outcome; `none` for those that had none.' })

const backtestResult = z.object({
  from: instant,
  until: instant,
  leads: z.int(),
  same: z.int().meta({ description: 'Relances that would have been delivered on the same day.' }),
  moved: z.int(),
  removed: z.int(),
  added: z.int(),
  collisions: z.int().meta({ description: 'Steps that had to wait for the minimum gap after another relance.' }),
  outcomes: z.object({ same: outcomes, moved: outcomes, removed: outcomes }),
  days: z.array(
    z.object({
      on: z.iso.date(),
      closerId: id.nullable(),
      recorded: z.int(),
      replayed: z.int(),
      added: z.int(),
      moved: z.int().meta({ description: 'To this day, from another.' }),
      removed: z.int(),
    }),
  ),
  isComplete: z.boolean(),
})
export type BacktestResult = z.infer<typeof backtestResult>

export const BACKTEST_STATES = ['running', 'completed', 'cancelled', 'failed'] as const

export const backtestJob = z.object({
  id,
  state: z.enum(BACKTEST_STATES),
  days: z.int(),
  leadsDone: z.int(),
  leadsTotal: z.int(),
  result: backtestResult.nullable().meta({ description: 'Once completed.' }),
  startedAt: instant,
  finishedAt: instant.nullable(),
})
export type BacktestJob = z.infer<typeof backtestJob>
