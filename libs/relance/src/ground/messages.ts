/** What passes through a channel that sends by itself: messages out, what comes back at once, and what it reports later. */
import type { MessageField } from '@relance/leads/fields'
import type { Category } from './cost.ts'
import type { LeadFacts } from './lead-facts.ts'
import type { SendReason } from './send-reasons.ts'

export interface ChannelLimits {
  /** The longest text, in UTF-16 units. */
  textMax: number
  /** Two messages to the same person are at least so far apart. */
  recipientGapMs: number
  /** For so long after the person wrote, free text may be sent. */
  freeTextMs: number
}

/** One of our templates as a channel may send it. */
export interface ChannelTemplate {
  isApproved: boolean
  category: Category
  /** For how long the channel tries to deliver it; absent where it does so at once or never. */
  livesMs?: number
  /** For one lead. */
  fill(values: TemplateValues): FilledTemplate
}

/** What a template is filled with. */
export interface TemplateValues {
  lead: Pick<LeadFacts, MessageField | 'custom'>
  closer: { name: string }
  company: { name: string }
}

/**
 * `text` is what the lead will read; null when the channel does not show its approved texts. `variables`: those, as written, whose
 * values are blank for the lead.
 */
export type FilledTemplate =
  | { ok: true; content: Content; text: string | null }
  | { ok: false; why: 'blank' | 'too_long'; variables: readonly string[] }

export interface PricedMessage {
  /** As in {@link OutgoingMessage}; null when the lead cannot be reached. */
  to: string | null
  templateId: string
  /** Milliseconds. */
  at: number
}

/** A message that is about to be sent. Instants in milliseconds. */
export interface UnsentMessage {
  /** As it was recorded. */
  message: string
  /** When the lead last wrote to us over this channel. */
  lastInboundAt: number | null
  /** Null when the template has no counterpart. */
  template: ChannelTemplate | null
  values: TemplateValues
}

export type WrittenContent =
  | { ok: true; content: Content; text: string; category: Category }
  | { ok: false; reason: Extract<SendReason, 'template_missing' | 'template_not_approved' | 'parameter_blank'> }

/** `text` is free text, allowed while the 24-hour window is open; `template` is an approved one with its values in order. */
export type Content =
  | { kind: 'text'; body: string }
  | { kind: 'template'; name: string; language: string; parameters: readonly TemplateParameter[] }

/** `name` only for templates with named parameters. `place` is where it is filled in: the body, unless said otherwise. */
export interface TemplateParameter {
  name?: string
  place?: ParameterPlace
  value: string
}

/** `button_1` is the end of the address of the second button. */
export type ParameterPlace = 'header' | 'body' | `button_${number}`

export interface OutgoingMessage {
  relanceId: string
  /** The run that recorded it; of an answer, none. */
  runId?: string
  /** E.164; of a person whose number is not known, the id by which the channel knows them. */
  to: string
  content: Content
  /** Of a template; a channel may have several ways. */
  category?: Category
}

/** What a refusal asks of us. Times travel beside it, as `retryAfterMs`. */
export type Reaction =
  | 'retry'
  | 'slow_number'
  | 'slow_recipient'
  | 'slow_account'
  | 'block_number'
  | 'wait_a_day'
  | 'need_template'
  | 'mark_unreachable'
  | 'opt_out'
  | 'skip'
  /** The channel will not carry this message, whatever we do; a person may write it. */
  | 'hand_over'
  /** What we know of the template is out of date: it is read again, and the message tried again. */
  | 'reread_template'
  | 'stop_rule'
  | 'stop_account'

/**
 * What became of a person's own answer to a lead. `accepted`, `delivered` and `read` are the channel's words. `failed`: it certainly did not
 * arrive. `unknown`: its call got no answer.
 */
export const ANSWER_STATES = ['sending', 'accepted', 'delivered', 'read', 'failed', 'unknown'] as const
export type AnswerState = (typeof ANSWER_STATES)[number]

/** Why nobody may answer a lead by the channel now. */
export const ANSWER_REFUSALS = [
  'erased',
  'lead_opted_out',
  'stop_suspected',
  'number_missing',
  'window_closed',
  'sending_stopped',
  'number_paused',
] as const
export type AnswerRefusal = (typeof ANSWER_REFUSALS)[number]

/** The error as the channel worded it; `code` is null when the answer was not the channel's. Never holds a number or a message. */
export interface SendError {
  code: number | null
  details: string
}

/**
 * `not_sent`: it certainly never left (refused connection, unknown host), so it may be tried again. `unknown`: it may have been
 * accepted, so nobody sends it again by themselves. `number` is the person's as the channel writes it (E.164): in some countries it is
 * not the one we sent to, and replies come from it.
 */
export type SendOutcome =
  | { kind: 'accepted'; messageId: string; number: string | null }
  | { kind: 'refused'; error: SendError; reaction: Reaction; retryAfterMs?: number }
  | { kind: 'not_sent'; error: SendError }
  | { kind: 'unknown'; error: SendError }

/**
 * What the channel calls a person: a number (E.164), and ids that stand for it where the person hides it. Null or absent where the
 * channel left it out.
 */
export interface PersonNames {
  from: string | null
  userId: string | null
  /** The id under which several businesses of one company know the person. */
  parentUserId?: string
  username?: string
}

/** What somebody sent. `removed` takes back a reaction, `deleted` a message; `welcome` opens a conversation without a word. */
export type ReceivedContent =
  | 'text'
  | 'button'
  | 'interactive'
  | 'reaction'
  | 'image'
  | 'video'
  | 'audio'
  | 'voice'
  | 'document'
  | 'sticker'
  /** One of those, from before they were told apart. */
  | 'media'
  | 'location'
  | 'contacts'
  | 'order'
  | 'call'
  | 'other'
  | 'edited'
  | 'removed'
  | 'deleted'
  | 'welcome'

/** Whose message it is: the channel's id of the sending number that got or sent it, and whether it was said in a group. */
export interface Line {
  numberId?: string
  isGroup?: true
}

/**
 * Instants in milliseconds, UTC. Numbers are E.164, null when the channel names the person by an id alone; `userId` is that id, null when
 * it was left out.
 */
export type ChannelEvent =
  | {
      kind: 'status'
      messageId: string
      /** Our id, echoed; null when the channel left it out. */
      relanceId: string | null
      status: 'sent' | 'delivered' | 'read' | 'failed'
      at: number
      to: string | null
      userId: string | null
      parentUserId?: string
      username?: string
      error: (SendError & { reaction: Reaction }) | null
      pricing: { isBillable: boolean; category: string } | null
    }
  | (PersonNames &
      Line & {
        kind: 'inbound'
        messageId: string
        /** The message it answers, reacts to, edits or deletes. */
        inReplyTo: string | null
        at: number
        content: ReceivedContent
        text: string | null
        /** What we had put behind the button that was pressed. */
        payload: string | null
        /** The person's own number, which they gave us in the message. */
        sharedPhone?: string
        /** It is told late, when a number is connected: what the person had said before our last message answers nothing. */
        isPast?: true
      })
  /** What we wrote to a person outside the engine, on the phone that has the same number. The names are the person's. */
  | (PersonNames &
      Line & {
        kind: 'echo'
        messageId: string
        inReplyTo: string | null
        at: number
        content: ReceivedContent
        text: string | null
      })
  | (PersonNames & Line & { kind: 'preference'; at: number; wantsMarketing: boolean })
  /** `from` and `previousUserId` are what the person was called before. */
  | (Line & {
      kind: 'number_changed'
      from: string
      to: string
      at: number
      userId?: string
      previousUserId?: string
    })
  | (Line & { kind: 'user_id_changed'; from: string | null; previousUserId: string; userId: string; at: number })
  | { kind: 'template_status'; name: string; language: string; status: string; reason: string | null; at: number }
  | AccountEvent

/** What the channel says of the account it knows us by. */
export type AccountEvent =
  /** `phone` is the sending number as the channel shows it. */
  | { kind: 'number_quality'; phone: string; quality: 'GREEN' | 'RED'; at: number }
  /** How many people may be written to in 24 hours outside their window; null without a limit. */
  | { kind: 'people_limit'; perDay: number | null; at: number }
  | { kind: 'template_category'; name: string; language: string; category: string; at: number }
  /** It reads otherwise than before. */
  | { kind: 'template_changed'; name: string; language: string; at: number }
  /** The account may not send any more. */
  | { kind: 'account_stopped'; reason: string; at: number }
  /** Something a person of ours should know. */
  | { kind: 'account_notice'; what: string; at: number }
