/** What the engine hands to a channel that sends by itself, what comes back at once, and what WhatsApp tells later. */

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
  /** E.164. */
  to: string
  content: Content
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
  | 'stop_rule'
  | 'stop_account'

/** The error as Meta worded it; `code` is null when the answer was not theirs. Never holds a number or a message. */
export interface SendError {
  code: number | null
  details: string
}

/**
 * `not_sent`: it certainly never left (refused connection, unknown host), so it may be tried again. `unknown`: it may have been
 * accepted, so nobody sends it again by themselves. `number` is the person's as WhatsApp writes it (E.164): in some countries it is
 * not the one we sent to, and replies come from it.
 */
export type SendOutcome =
  | { kind: 'accepted'; messageId: string; number: string | null }
  | { kind: 'refused'; error: SendError; reaction: Reaction; retryAfterMs?: number }
  | { kind: 'not_sent'; error: SendError }
  | { kind: 'unknown'; error: SendError }

/**
 * Instants in milliseconds, UTC. Numbers are E.164, null when WhatsApp names the person by an id alone; `userId` is that id, null when
 * it was left out.
 */
export type WhatsAppEvent =
  | {
      kind: 'status'
      messageId: string
      /** Our id, echoed; null when WhatsApp left it out. */
      relanceId: string | null
      status: 'sent' | 'delivered' | 'read' | 'failed'
      at: number
      to: string | null
      userId: string | null
      error: (SendError & { reaction: Reaction }) | null
      pricing: { isBillable: boolean; category: string } | null
    }
  | {
      kind: 'inbound'
      messageId: string
      from: string | null
      userId: string | null
      /** The message of ours that it answers, when the person chose one. */
      inReplyTo: string | null
      at: number
      content: 'text' | 'button' | 'interactive' | 'reaction' | 'media' | 'other'
      text: string | null
      /** What we had put behind the button that was pressed. */
      payload: string | null
    }
  | { kind: 'preference'; from: string | null; userId: string | null; at: number; wantsMarketing: boolean }
  | { kind: 'number_changed'; from: string; to: string; at: number }
  | { kind: 'template_status'; name: string; language: string; status: string; reason: string | null; at: number }
