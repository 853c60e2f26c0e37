/** Who a rule follows up, as a condition tree. What it may hold is the engine's to refuse. */
import { z } from 'zod'

export const audience = z.record(z.string(), z.unknown())
