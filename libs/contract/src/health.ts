/** What the health routes answer, for load balancers and monitors. */
import { z } from 'zod'
import { SCAN_STATES } from './scan.ts'

export const liveness = z.object({ status: z.literal('ok') })

export const health = z.object({
  status: z.enum(['ok', 'degraded', 'error']).meta({
    description: '`degraded`: the server works, and scans do not run as scheduled.',
  }),
  database: z.enum(['up', 'down']),
  scan: z.enum([...SCAN_STATES, 'unknown']),
})
export type Health = z.infer<typeof health>
