/** What each error of WhatsApp asks of us: one reaction per documented code, and a rule for those nobody documented. */
import type { Reaction, SendError } from '@relance/relance/core'
import { DAY, HOUR, MINUTE, SECOND } from '@relance/relance/core'

interface Response {
  reaction: Reaction
  /** How long to wait when WhatsApp does not say. */
  waitMs?: number
  /**
   * "Something went wrong on our side": the message may have been accepted before it did. The Graph API is known to answer these
   * after it has done the work, so such an answer proves nothing and nobody sends again by themselves.
   */
  isAmbiguous?: true
}

/**
 * The codes of Meta's lists of errors (Graph API, Cloud API, Marketing Messages; read in November 2026), and the ones seen in answers.
 * One that is not in here and refuses a message gives it to its closer.
 */
const RESPONSES = {
  // The token, its rights, the account, the number: nothing can be sent until a person has acted.
  0: { reaction: 'stop_account' },
  3: { reaction: 'stop_account' },
  10: { reaction: 'stop_account' },
  33: { reaction: 'stop_account' },
  102: { reaction: 'stop_account' },
  104: { reaction: 'stop_account' },
  190: { reaction: 'stop_account' },
  368: { reaction: 'stop_account' },
  131005: { reaction: 'stop_account' },
  131031: { reaction: 'stop_account' },
  131037: { reaction: 'stop_account' },
  131042: { reaction: 'stop_account' },
  131044: { reaction: 'stop_account' },
  131045: { reaction: 'stop_account' },
  133000: { reaction: 'stop_account' },
  133005: { reaction: 'stop_account' },
  133006: { reaction: 'stop_account' },
  133008: { reaction: 'stop_account' },
  133009: { reaction: 'stop_account' },
  133010: { reaction: 'stop_account' },
  133015: { reaction: 'stop_account' },
  133016: { reaction: 'stop_account' },
  134011: { reaction: 'stop_account' },
  // The service itself.
  1: { reaction: 'retry', waitMs: 30 * SECOND, isAmbiguous: true },
  2: { reaction: 'retry', waitMs: 30 * SECOND, isAmbiguous: true },
  131000: { reaction: 'retry', waitMs: 30 * SECOND, isAmbiguous: true },
  131016: { reaction: 'retry', waitMs: 30 * SECOND, isAmbiguous: true },
  133004: { reaction: 'retry', waitMs: 30 * SECOND, isAmbiguous: true },
  // A gate closed on purpose while the throughput is raised: it takes nothing in.
  131057: { reaction: 'retry', waitMs: 2 * MINUTE },
  // A template that the Marketing Messages API is still reading: about ten minutes.
  134101: { reaction: 'retry', waitMs: 10 * MINUTE },
  // Not a marketing template, or no longer one: by what it is now, it leaves by another address.
  134100: { reaction: 'reread_template', waitMs: 30 * SECOND },
  // Limits: refused at the door.
  4: { reaction: 'slow_account', waitMs: MINUTE },
  17: { reaction: 'slow_account', waitMs: MINUTE },
  32: { reaction: 'slow_account', waitMs: MINUTE },
  341: { reaction: 'slow_account', waitMs: HOUR },
  613: { reaction: 'slow_account', waitMs: MINUTE },
  80007: { reaction: 'slow_account', waitMs: MINUTE },
  80008: { reaction: 'slow_account', waitMs: MINUTE },
  131064: { reaction: 'slow_account', waitMs: HOUR },
  130429: { reaction: 'slow_number' },
  132069: { reaction: 'slow_number', waitMs: MINUTE },
  // Too many people report or block the number: sending on makes it worse.
  131048: { reaction: 'block_number', waitMs: DAY },
  131056: { reaction: 'slow_recipient', waitMs: 6 * SECOND },
  // This person.
  131021: { reaction: 'mark_unreachable' },
  131026: { reaction: 'mark_unreachable' },
  131047: { reaction: 'need_template' },
  131049: { reaction: 'wait_a_day', waitMs: DAY },
  131050: { reaction: 'opt_out' },
  // Not to this person by this way; a closer may write to them.
  130403: { reaction: 'hand_over' },
  130472: { reaction: 'hand_over' },
  130497: { reaction: 'hand_over' },
  131030: { reaction: 'hand_over' },
  131058: { reaction: 'hand_over' },
  131062: { reaction: 'hand_over' },
  // This message: its values do not pass. A rule whose messages keep failing pauses itself.
  100: { reaction: 'hand_over' },
  131008: { reaction: 'hand_over' },
  131009: { reaction: 'hand_over' },
  131052: { reaction: 'hand_over' },
  131053: { reaction: 'hand_over' },
  131055: { reaction: 'hand_over' },
  131060: { reaction: 'hand_over' },
  131061: { reaction: 'hand_over' },
  132005: { reaction: 'hand_over' },
  132008: { reaction: 'hand_over' },
  132012: { reaction: 'hand_over' },
  132018: { reaction: 'hand_over' },
  135000: { reaction: 'hand_over' },
  137000: { reaction: 'hand_over' },
  // A kind of message that we never send: nobody would know what to write.
  131051: { reaction: 'skip' },
  // The template: every further message of the rule would be refused too.
  131063: { reaction: 'stop_rule' },
  132000: { reaction: 'stop_rule' },
  132001: { reaction: 'stop_rule' },
  132007: { reaction: 'stop_rule' },
  132015: { reaction: 'stop_rule' },
  132016: { reaction: 'stop_rule' },
  132068: { reaction: 'stop_rule' },
  134102: { reaction: 'stop_rule' },
} as const satisfies Record<number, Response>

export const ERROR_CODES: readonly number[] = Object.keys(RESPONSES).map(Number)

/**
 * What a code means together with its subcode, where that is another thing. 33: the object of the address is not there or not ours,
 * which for a message is our sending number.
 */
const SUBCODES: Readonly<Record<string, Response>> = {
  '100/33': { reaction: 'stop_account' },
  '803/33': { reaction: 'stop_account' },
}

const isPermission = (code: number): boolean => code >= 200 && code <= 299

const known = ({ code, subcode }: Pick<MetaError, 'code' | 'subcode'>): Response | undefined => {
  const together = subcode === null ? undefined : SUBCODES[`${code}/${subcode}`]
  if (together) return together
  if (isPermission(code)) return { reaction: 'stop_account' }
  return Object.hasOwn(RESPONSES, code) ? RESPONSES[code as keyof typeof RESPONSES] : undefined
}

/** An error as WhatsApp sends it, in an answer or in a webhook. */
export interface MetaError {
  code: number
  /** `error_subcode`; null without one. */
  subcode: number | null
  details: string
  isTransient: boolean
}

/** What a refusal by HTTP asks for; null when the answer does not prove that nothing was sent. */
export function reactionToAnswer(status: number, error: MetaError): { reaction: Reaction; waitMs?: number } | null {
  const response = known(error)
  if (response?.isAmbiguous) return null
  if (response) return { reaction: response.reaction, ...(response.waitMs && { waitMs: response.waitMs }) }
  if (error.isTransient && status < 500) return { reaction: 'retry', waitMs: 30 * SECOND }
  // The address was right, as WhatsApp itself refuses.
  return reactionToStatus(status === 404 ? 400 : status)
}

/** The same when the answer has no error of theirs: a proxy, a wrong address. */
export function reactionToStatus(status: number): { reaction: Reaction; waitMs?: number } | null {
  if (status === 429) return { reaction: 'slow_number', waitMs: 5 * SECOND }
  // Request time-out: a part of the way had the request in hand.
  if (status === 408 || status >= 500) return null
  const isAddressOrAccess = status < 400 || [401, 402, 403, 404, 405, 407].includes(status)
  return { reaction: isAddressOrAccess ? 'stop_account' : 'hand_over' }
}

/** What a message that was accepted and then reported as failed asks for: here the failure is certain. */
export function reactionToFailure(error: Pick<MetaError, 'code' | 'subcode'>): Reaction {
  return known(error)?.reaction ?? 'hand_over'
}

const MAX_DETAILS = 300
/** Seven digits or more, however they are spaced: a phone. Error codes have six. */
const PHONE = /\+?\d(?:[\s().-]{0,2}\d){6,}/g
/** Tokens, message ids, ids of persons. */
const LONG_MARK = /[A-Za-z0-9_=./+-]{24,}/g

/** Meta's words without phones, tokens, ids and without what we had sent (`secrets`). */
export function scrub(words: string, secrets: readonly string[] = []): string {
  let text = words.slice(0, 4 * MAX_DETAILS)
  for (const secret of secrets) if (secret.length >= 3) text = text.replaceAll(secret, '…')
  return text.replace(LONG_MARK, '…').replace(PHONE, '…').replace(/\s+/g, ' ').trim().slice(0, MAX_DETAILS)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Reads `{ code, error_subcode, message, title, error_data: { details }, is_transient }`; null when there is no code in it. */
export function readMetaError(value: unknown): MetaError | null {
  if (!isRecord(value)) return null
  const code = wholeNumber(value.code)
  if (code === null) return null
  const data = isRecord(value.error_data) ? value.error_data.details : undefined
  const words = [data, value.error_user_msg, value.message, value.title].find(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  )
  const subcode = wholeNumber(value.error_subcode)
  return { code, subcode, details: words ?? 'WhatsApp gave no details.', isTransient: value.is_transient === true }
}

function wholeNumber(value: unknown): number | null {
  const read = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  return typeof read === 'number' && Number.isSafeInteger(read) ? read : null
}

/** What is kept of an error. */
export const keepError = ({ code, subcode, details }: MetaError, secrets?: readonly string[]): SendError => ({
  code,
  details: scrub(details, secrets) + (subcode === null ? '' : ` (${subcode})`),
})
