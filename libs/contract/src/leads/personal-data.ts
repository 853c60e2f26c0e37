/** Personal data of leads: what happened to one, all that is kept of one, erasure, and the numbers never to write to. */
import { z } from 'zod'
import { contact, leadNote } from './contacts.ts'
import { lead } from './leads.ts'
import { listQuery, oneOf, within } from '../http/list.ts'
import { relance } from '../relances/relances.ts'
import { filledLine, id, instant } from '../http/text.ts'

export const timelineEntry = z.object({
  id: z.string(),
  at: instant,
  kind: z
    .enum([
      'relance',
      'action',
      'change',
      'send',
      'received',
      'written',
      'imported',
      'contact',
      'note',
      'episode',
      'answer',
    ])
    .meta({
      description:
        '`relance`: `message` is what is or was sent, `details` what the template said, where a person has changed the words. `action`: `details` is the outcome that was recorded, or until when it was put off. `contact`: what was said outside the engine; `action` is its kind and direction, `message` the note. `note`: `message` is its text. `send`: what became of a message sent by itself. `received`: what the lead wrote, pressed or reacted with. `written`: what we wrote on the phone of the same number. `imported`: `details` is the file and the line, `message` the phone as it stood there. `episode`: the lead came back to a rule; `action` is why, `details` the name of the rule. `answer`: what one of us wrote from here within 24 hours of the lead’s message; `state` is what became of it, `details` why it failed.',
    }),
  relanceId: id.nullable(),
  actorName: z.string().nullable(),
  action: z.string().nullable().meta({
    description:
      'What was done: `open`, `sent`, `outcome`, `updated`, `opted_out`…; of a message `accepted`, `delivered`, `read`, `failed`, `unknown`; of what was received its kind: `text`, `button`, `interactive`, `reaction`, `image`, `video`, `audio`, `voice`, `document`, `sticker`, `media` (of any other kind), `location`, `contacts`, `order`, `call`, `edited`, `removed`, `deleted`, `welcome`, `other`.',
  }),
  isUndone: z.boolean(),
  state: z.string().nullable(),
  message: z.string().nullable(),
  reason: z.string().nullable().meta({ description: 'Why a message waits or failed, as a code.' }),
  details: z.string().nullable().meta({ description: 'The same in WhatsApp’s own words, after its code.' }),
  cost: z.object({ amount: z.number(), currency: z.string() }).nullable().meta({
    description:
      'Of a message that was delivered: what WhatsApp bills, or the estimate until it says. Null for closers.',
  }),
  episode: z.int().nullable().meta({
    description:
      'Of a relance or an `episode`: which episode of the lead in the rule it is, from 1. Null for the others.',
  }),
  fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
})
export type TimelineEntry = z.infer<typeof timelineEntry>

/** All that is kept of one person, to be handed over. */
export const leadExport = z.object({
  exportedAt: instant,
  lead,
  relances: z.array(relance.omit({ link: true, ruleName: true })),
  timeline: z.array(timelineEntry),
  contacts: z.array(contact),
  notes: z.array(leadNote),
  stopWishes: z
    .array(z.object({ source: z.string(), message: z.string(), saidAt: instant, optsOut: z.boolean().nullable() }))
    .meta({ description: 'Sentences in which the lead asked to stop, or seemed to.' }),
  whatsapp: z.object({
    contact: z.object({ lastInboundAt: instant.nullable() }).nullable(),
    identities: z
      .array(z.object({ kind: z.string(), value: z.string(), learntFrom: z.string(), learntAt: instant }))
      .meta({ description: 'What WhatsApp calls the person, and from what that is known.' }),
    received: z.array(z.object({ at: instant, content: z.string(), text: z.string().nullable() })),
    sent: z.array(
      z.object({
        relanceId: id,
        templateName: z.string().nullable(),
        takenAt: instant,
        acceptedAt: instant.nullable(),
        deliveredAt: instant.nullable(),
        readAt: instant.nullable(),
        failedAt: instant.nullable(),
        errorDetails: z.string().nullable(),
      }),
    ),
    answers: z
      .array(
        z.object({
          text: z.string(),
          takenAt: instant,
          acceptedAt: instant.nullable(),
          deliveredAt: instant.nullable(),
          readAt: instant.nullable(),
          failedAt: instant.nullable(),
        }),
      )
      .meta({ description: 'What people of ours answered by WhatsApp.' }),
  }),
})
export type LeadExport = z.infer<typeof leadExport>

export const eraseRequest = z
  .strictObject({
    neverContactAgain: z.boolean().meta({
      description: 'Keeps a keyed hash of the number, so that a later import cannot bring it back. True when absent.',
    }),
  })
  .partial()
export type EraseRequest = z.infer<typeof eraseRequest>

export const optOut = z.object({
  id,
  leadId: id
    .nullable()
    .meta({ description: 'Null once the lead was erased: only a keyed hash of the number is kept.' }),
  optedOutAt: instant,
})
export const optOutCreate = z.strictObject({ phone: filledLine(40) })
export type OptOutCreate = z.infer<typeof optOutCreate>
export const optOutList = listQuery(['optedOutAt'], { ...oneOf('leadId', id.nullable()), ...within('optedOutAt') })
