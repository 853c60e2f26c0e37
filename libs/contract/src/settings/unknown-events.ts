/** What WhatsApp tells of people nobody here knows, and what a person says of them. */
import { z } from 'zod'
import { leadUpdate } from '../leads/leads.ts'
import { listQuery, oneOf } from '../http/list.ts'
import { id, instant } from '../http/text.ts'

export type { ReceivedContent } from '@relance/relance/core'

const state = z.enum(['unknown', 'set_aside'])

export const unknownEvent = z.object({
  id,
  kind: z.enum(['inbound', 'echo', 'preference', 'number_changed', 'user_id_changed']),
  state: state.meta({ description: '`set_aside`: a person has said that it is nobody of ours.' }),
  at: instant,
  receivedAt: instant,
  numberId: z.string().nullable().meta({ description: 'The sending number it was said to, by WhatsApp’s id of it.' }),
  phone: z.string().nullable().meta({ description: 'E.164; null where the person hides it.' }),
  userId: z.string().nullable().meta({ description: 'The id that stands for the person, of this business alone.' }),
  username: z.string().nullable(),
  content: z.string().nullable().meta({ description: 'Of `inbound`: `text`, `button`, `reaction`, `media`…' }),
  text: z.string().nullable(),
  wantsMarketing: z.boolean().nullable().meta({ description: 'Of `preference`: false is a wish to be left alone.' }),
})
export type UnknownEvent = z.infer<typeof unknownEvent>

export const unknownEventList = listQuery(['at'], oneOf('state', state))

export const attachRequest = z.strictObject({ leadId: id })
export type AttachRequest = z.infer<typeof attachRequest>

export const unknownEventLead = leadUpdate.meta({
  description:
    'Fields of the lead. `phone` is the number of the event when absent. Where the person hides it, `userId` of the event stands for it: only rules that send by themselves reach such a lead, until its number is known.',
})
export type UnknownEventLead = z.infer<typeof unknownEventLead>
