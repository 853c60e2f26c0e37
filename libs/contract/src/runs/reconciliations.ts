/** Reconciliations: enrolments compared with what the rules ask for. Counts alone, nothing personal. */
import { z } from 'zod'
import { instant } from '../http/text.ts'

export type { DifferenceKind } from '@relance/relance/core'

export const reconciliation = z.object({
  id: z.string(),
  mode: z
    .enum(['report', 'repair'])
    .meta({ description: '`report`: differences were counted. `repair`: they were put right as well.' }),
  state: z.enum(['running', 'completed']),
  byHand: z.boolean().meta({ description: 'Asked for on the command line; the others come every night.' }),
  startedAt: instant,
  finishedAt: instant.nullable(),
  looked: z.int().meta({ description: 'Leads that were compared.' }),
  pending: z.int().meta({ description: 'Leads the engine was still to settle: not judged.' }),
  differences: z.record(z.string(), z.int()).meta({ description: 'How many of each kind.' }),
  repaired: z.int(),
})
export type Reconciliation = z.infer<typeof reconciliation>

export const reconciliationStanding = z.object({
  releasedAt: instant.nullable().meta({
    description: 'Since when the nightly ones repair; null: they only report until a manager releases repairs.',
  }),
  last: reconciliation.nullable().meta({ description: 'The latest that came to its end.' }),
})
export type ReconciliationStanding = z.infer<typeof reconciliationStanding>
