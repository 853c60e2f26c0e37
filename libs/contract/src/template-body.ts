/** The text of a template. What it may hold is the engine's to refuse. */
import { z } from 'zod'

export const templateBody = z.string().min(1, 'required').max(10_000, 'too_long')
