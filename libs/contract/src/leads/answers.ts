/** What a person of ours answers a lead by WhatsApp, while free text is allowed. */
import { ANSWER_REFUSALS, ANSWER_STATES } from '@relance/relance/core'
import { TEXT_MAX } from '@relance/whatsapp/core'
import { z } from 'zod'
import { body, id, instant } from '../http/text.ts'
import type { PROBLEMS } from '../http/problem.ts'

export const answerCreate = body(
  {
    id: id.optional().meta({
      description: 'Of the answer, chosen by whoever asks: the same request sent twice is sent to the lead once.',
    }),
    text: z
      .string()
      .trim()
      .min(1, 'required')
      .max(TEXT_MAX, 'too_long')
      .regex(/^[^\0]*$/, 'character_refused'),
  },
  [],
)
export type AnswerCreate = z.infer<typeof answerCreate>

export const answer = z.object({
  id,
  leadId: id,
  text: z.string(),
  state: z.enum(ANSWER_STATES).meta({
    description:
      '`accepted`, `delivered` and `read` are what WhatsApp said. `failed`: it certainly did not arrive. `unknown`: nobody knows yet; it is not sent again by itself, and a status may tell later.',
  }),
  at: instant,
  actorName: z.string(),
  errorCode: z.int().nullable(),
  errorDetails: z.string().nullable(),
})
export type Answer = z.infer<typeof answer>

const REFUSALS = [...ANSWER_REFUSALS, 'whatsapp_not_configured'] as const satisfies readonly (keyof typeof PROBLEMS)[]

export const answerWindow = z.object({
  id: id.meta({ description: 'The lead.' }),
  until: instant.nullable().meta({
    description:
      'Free text is taken until then: WhatsApp’s 24 hours after the latest message of the lead, less five minutes. Null when it has never written.',
  }),
  refused: z
    .enum(REFUSALS)
    .nullable()
    .meta({ description: 'Why nobody can answer now, as the code of the problem; null when one can.' }),
})
export type AnswerWindow = z.infer<typeof answerWindow>
