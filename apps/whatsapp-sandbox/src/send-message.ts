/** POST /{phone-number-id}/messages, and /marketing_messages: refuses what the real one refuses, writes down what it accepts, then fails as it was told to. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Account } from './account.ts'
import { type Fault, faultOf } from './behaviour.ts'
import { fail } from './fail.ts'
import { type GraphError, graphError } from './graph-error.ts'
import { answer, answerSlowly, type Call } from './http.ts'
import { newMessageId } from './ids.ts'
import { readMessage, type ReadMessage } from './read-message.ts'
import { planStatuses } from './statuses.ts'

interface Way {
  phoneNumberId: string
  /** Asked for at `marketing_messages`. */
  isMarketingApi: boolean
}

export async function sendMessage(account: Account, call: Call, { phoneNumberId, isMarketingApi }: Way): Promise<void> {
  const { behaviour, clock, people, options } = account
  if (behaviour.latencyMs > 0) await wait(behaviour.latencyMs)
  if (!call.request.headers['content-type']?.startsWith('application/json')) {
    return fail(call, graphError(100, 'The body must be application/json.'))
  }
  const message = readMessage(call.body, account.templates, isMarketingApi)
  if ('code' in message) return fail(call, message)
  const isMarketing = message.template?.category === 'MARKETING'
  if (isMarketing && !isMarketingApi && !behaviour.cloudMarketing) {
    return fail(call, graphError(131_063, 'Marketing templates are sent by the Marketing Messages API.'))
  }
  const fault = faultOf(behaviour, attemptOf(account, message))
  if (fault && !fault.startsWith('accept_')) return failBefore(account, call, fault)

  const personError = personErrorOf(account, message)
  if (personError && behaviour.personErrors === 'at_once') return fail(call, personError)
  const refusal = people.admit({ from: phoneNumberId, to: message.to }, behaviour.limits, clock.now())
  if (refusal) return fail(call, refusal)
  if (options.phoneNumberIds.includes(message.to))
    return fail(call, graphError(131_021, 'Sender and recipient are one.'))

  const at = clock.now()
  const isFree =
    message.type === 'text' &&
    personError === null &&
    account.accepted.freeTexts(phoneNumberId, at) < behaviour.limits.freeTextsPerMonth
  const accepted = account.accepted.add({
    at,
    messageId: newMessageId(),
    phoneNumberId,
    to: message.to,
    isHidden: message.isHidden,
    type: message.type,
    text: message.text,
    template: message.template?.name ?? null,
    language: message.template?.language ?? null,
    category: isMarketingApi ? 'MARKETING_LITE' : (message.template?.category ?? 'SERVICE'),
    isFree,
    opaque: message.opaque,
  })
  await planStatuses(account, accepted, personError)
  const body = {
    messaging_product: 'whatsapp',
    contacts: [contactOf(message, call.body as { to?: string })],
    messages: [{ id: accepted.messageId, ...(message.template && { message_status: 'accepted' }) }],
  }
  return fault ? failAfter(call, fault, body) : answer(call, 200, body)
}

/** The names the caller has given: whoever is written to by an id stays without a number. */
const contactOf = ({ to, userId, isHidden }: ReadMessage, { to: input }: { to?: string }): Record<string, unknown> => ({
  input: isHidden ? userId : input,
  ...(!isHidden && { wa_id: to }),
  ...(userId !== null && { user_id: userId }),
})

/** Which throw of the dice this request is: another one for each attempt at the same message. */
function attemptOf({ attempts }: Account, { opaque, to }: ReadMessage): string {
  const key = opaque ?? to
  const attempt = (attempts.get(key) ?? 0) + 1
  attempts.set(key, attempt)
  return `${key} ${attempt}`
}

function personErrorOf({ people, clock }: Account, message: ReadMessage): GraphError | null {
  const { isOnWhatsApp, wantsMarketing, isCapped } = people.of(message.to)
  if (!isOnWhatsApp) return graphError(131_026, 'Message undeliverable.')
  if (message.type === 'text' && !people.isWindowOpen(message.to, clock.now())) {
    return graphError(131_047, 'More than 24 hours have passed since the customer last replied to this number.')
  }
  if (message.template?.category !== 'MARKETING') return null
  if (!wantsMarketing) return graphError(131_050, 'The user has stopped marketing messages from this business.')
  if (isCapped) return graphError(131_049, 'Withheld to maintain healthy ecosystem engagement.')
  return null
}

/** Nothing was accepted, whatever it looks like from outside. */
function failBefore({ behaviour }: Account, call: Call, fault: Fault): void {
  switch (fault) {
    case 'timeout':
      return undefined
    case 'reset':
      return void call.request.socket.resetAndDestroy()
    case 'error_500':
      return fail(call, graphError(131_000, 'Something went wrong.', 500))
    case 'error_503':
      return fail(call, { ...graphError(131_016, 'Service temporarily unavailable.', 503), isTransient: true })
    case 'rate_limited':
      call.response.setHeader('retry-after', '1')
      return fail(call, graphError(130_429, 'Cloud API message throughput has been reached.', 429))
    default:
      return fail(call, graphError(behaviour.refusal.code, 'Refused as told.', behaviour.refusal.status))
  }
}

/** Accepted and written down; the answer says something else or nothing. */
function failAfter(call: Call, fault: Fault, body: unknown): void {
  switch (fault) {
    case 'accept_then_500':
      return fail(call, graphError(131_000, 'Something went wrong.', 500))
    case 'accept_then_reset':
      return void call.request.socket.resetAndDestroy()
    case 'accept_then_slow':
      return answerSlowly(call, 200, body)
    default:
      // Never answered; the client gives up.
      return undefined
  }
}
