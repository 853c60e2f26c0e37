/** What the health routes answer, for load balancers and monitors. */
import { z } from 'zod'
import { SCAN_STATES } from './scan.ts'

export const liveness = z.object({ status: z.literal('ok') })

export const health = z.object({
  status: z.enum(['ok', 'degraded', 'error']).meta({
    description: '`degraded`: the server works, but scans do not run as scheduled or a clock is wrong.',
  }),
  database: z.enum(['up', 'busy', 'read_only', 'disk_full', 'down']).meta({
    description:
      '`read_only`, `disk_full`: it answers and takes no writes. `busy`: it took too long to answer this question.',
  }),
  scan: z.enum([...SCAN_STATES, 'unknown']),
  clock: z.enum(['ok', 'differs', 'unknown']).meta({
    description:
      '`differs`: the clocks of this host and of the database are more than two seconds apart. `unknown`: not compared yet.',
  }),
})
export type Health = z.infer<typeof health>
