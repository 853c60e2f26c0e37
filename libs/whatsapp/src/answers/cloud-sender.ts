/** The channel that sends by itself: the WhatsApp Business Cloud API. */
import type { Sender } from '@relance/relance'
import type { OutgoingMessage, SendError, SendOutcome } from '@relance/relance/core'
import { keepError, reactionToAnswer, reactionToStatus } from './errors.pure.ts'
import { messageBody, messageFault } from '../content/message-body.pure.ts'
import { ask, type Cloud, type CloudAnswer } from './request.ts'

export interface CloudSenderOptions extends Cloud {
  /** The sending number, by the id WhatsApp gives it. */
  phoneNumberId: string
  /** Marketing templates leave by the Marketing Messages API, whose terms the account has accepted. */
  hasMarketingApi?: boolean
}

/**
 * Calls once per message and never again by itself, except without our id where the field itself is refused. `refused` and `not_sent` are answered only when the message certainly did not
 * leave; whatever else is not a clean acceptance is `unknown`.
 */
export function createCloudSender(options: CloudSenderOptions): Sender {
  return {
    async send(message) {
      const fault = messageFault(message)
      if (fault) return { kind: 'refused', error: { code: null, details: fault }, reaction: 'skip' }
      const path = [options.phoneNumberId, isForMarketingApi(message, options) ? 'marketing_messages' : 'messages']
      const { [OUR_ID]: ourId, ...body } = messageBody(message)
      const first = await ask(options, { method: 'POST', path, body: { ...body, [OUR_ID]: ourId } })
      const answer = refusesOurId(first) ? await ask(options, { method: 'POST', path, body }) : first
      return outcomeOf(answer, [options.token, ...secretsOf(message)])
    },
  }
}

const OUR_ID = 'biz_opaque_callback_data'

/** Meta's description of the Marketing Messages API (v23.0) leaves our id out and allows no other field. What is refused for it has not left. */
const refusesOurId = (answer: CloudAnswer): boolean =>
  answer.kind === 'answered' &&
  answer.status === 400 &&
  answer.error?.code === 100 &&
  answer.error.details.includes(OUR_ID)

/** The Marketing Messages API takes nothing but marketing templates, in the same body. */
const isForMarketingApi = ({ content, category }: OutgoingMessage, { hasMarketingApi }: CloudSenderOptions): boolean =>
  hasMarketingApi === true && content.kind === 'template' && category === 'marketing'

/** What we sent may be quoted in an error. */
function secretsOf({ to, content }: OutgoingMessage): string[] {
  const values = content.kind === 'text' ? [content.body] : content.parameters.map(({ value }) => value)
  return [to, to.slice(1), ...values].filter((one) => one.length > 0)
}

function outcomeOf(answer: CloudAnswer, secrets: readonly string[]): SendOutcome {
  if (answer.kind === 'lost') {
    return { kind: answer.isSent ? 'unknown' : 'not_sent', error: { code: null, details: answer.details } }
  }
  const { status, json, error } = answer
  const told: SendError = error ? keepError(error, secrets) : { code: null, details: wordsOf(status) }
  if (status >= 200 && status < 300) {
    return (error ? null : acceptance(json)) ?? { kind: 'unknown', error: told }
  }
  const asked = error ? reactionToAnswer(status, error) : reactionToStatus(status)
  if (!asked) return { kind: 'unknown', error: told }
  const waitMs = answer.retryAfterMs ?? asked.waitMs
  return {
    kind: 'refused',
    error: told,
    reaction: asked.reaction,
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
  }
}

/** Null when the answer does not name the message: accepted perhaps, but nothing to follow it by. */
function acceptance(json: unknown): SendOutcome | null {
  const { messages, contacts } = (json ?? {}) as { messages?: unknown; contacts?: unknown }
  const id = first(messages).id
  if (typeof id !== 'string' || id === '' || id.length > 512) return null
  const digits = String(first(contacts).wa_id ?? '').replace(/^\+/, '')
  return { kind: 'accepted', messageId: id, number: /^[1-9]\d{5,14}$/.test(digits) ? `+${digits}` : null }
}

const first = (list: unknown): Record<string, unknown> => (Array.isArray(list) && list[0] ? list[0] : {})

function wordsOf(status: number): string {
  if (status >= 300 && status < 400) return `The answer was a redirect (HTTP ${status}): check the API’s address.`
  return `The answer (HTTP ${status}) was not one of the Cloud API.`
}
