/** What was said to or by a lead outside the engine, and what people note of one. */
import { CONTACT_DIRECTIONS, CONTACT_KINDS, CONTACT_SOURCES } from '@relance/relance/core'
import { z } from 'zod'
import { body, id, instant } from '../http/text.ts'

/** Several lines, trimmed. PostgreSQL cannot store the NUL character. */
const text = z
  .string()
  .trim()
  .max(4_000, 'too_long')
  .regex(/^[^\0]*$/, 'character_refused')

export const contactCreate = body(
  {
    kind: z.enum(CONTACT_KINDS),
    direction: z.enum(CONTACT_DIRECTIONS).default('outbound').meta({
      description: '`outbound`: by us. `inbound`: by the lead, which ends the cadences that stop on a reply.',
    }),
    at: instant
      .optional()
      .meta({ description: 'When it was; now when absent. Neither ahead of the server’s clock nor before 2000.' }),
    note: text.default(''),
  },
  [],
)
export type ContactCreate = z.infer<typeof contactCreate>

export const contact = z.object({
  id,
  leadId: id,
  kind: z.enum(CONTACT_KINDS),
  direction: z.enum(CONTACT_DIRECTIONS),
  at: instant,
  note: z.string(),
  source: z.enum(CONTACT_SOURCES).meta({
    description:
      'How it is known: noted by a `person`, written by the lead and `received` by WhatsApp, written by us on the phone (`echo`), a column of an `import`, the `outcome` of a relance, or the `field` `lastContactAt`.',
  }),
  relanceId: id.nullable(),
  actorId: id.nullable(),
  actorName: z.string(),
  recordedAt: instant,
  undoneAt: instant.nullable().meta({ description: 'When it was taken back: it counts no more.' }),
  undoneBy: z.string().nullable(),
})
export type Contact = z.infer<typeof contact>

export const noteCreate = body({ text: text.min(1, 'required') }, [])
export type NoteCreate = z.infer<typeof noteCreate>

export const leadNote = z.object({
  id,
  leadId: id,
  text: z.string(),
  at: instant,
  actorId: id.nullable(),
  actorName: z.string(),
})
export type LeadNote = z.infer<typeof leadNote>
