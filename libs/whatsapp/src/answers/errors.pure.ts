/** What each error of WhatsApp asks of us: one reaction per documented code, and a rule for those nobody documented. */
import type { Reaction, SendError } from '@relance/relance/core'

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

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

/** The errors Meta documents for sending, and the ones seen in answers of its API. */
export const ERROR_CODES = [
  0, 1, 2, 3, 4, 10, 33, 100, 104, 190, 368, 80007, 130429, 130472, 130497, 131000, 131005, 131008, 131009, 131016,
  131021, 131026, 131030, 131031, 131037, 131042, 131045, 131047, 131048, 131049, 131050, 131051, 131053, 131056,
  131057, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018, 132068, 132069, 133004, 133010, 135000,
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

const RESPONSES = {
  // The token, its rights, the account: nothing can be sent until a person has acted.
  0: { reaction: 'stop_account' },
  3: { reaction: 'stop_account' },
  10: { reaction: 'stop_account' },
  33: { reaction: 'stop_account' },
  104: { reaction: 'stop_account' },
  190: { reaction: 'stop_account' },
  368: { reaction: 'stop_account' },
  131005: { reaction: 'stop_account' },
  131031: { reaction: 'stop_account' },
  131037: { reaction: 'stop_account' },
  131042: { reaction: 'stop_account' },
  131045: { reaction: 'stop_account' },
  133010: { reaction: 'stop_account' },
  // The service itself.
  1: { reaction: 'retry', waitMs: 30 * SECOND, isAmbiguous: true },
  2: { reaction: 'retry', waitMs: 30 * SECOND, isAmbiguous: true },
  131000: { reaction: 'retry', waitMs: 30 * SECOND, isAmbiguous: true },
  131016: { reaction: 'retry', waitMs: 30 * SECOND, isAmbiguous: true },
  133004: { reaction: 'retry', waitMs: 30 * SECOND, isAmbiguous: true },
  // A gate closed on purpose while the throughput is raised: it takes nothing in.
  131057: { reaction: 'retry', waitMs: 2 * MINUTE },
  // Limits: refused at the door.
  4: { reaction: 'slow_account', waitMs: MINUTE },
  80007: { reaction: 'slow_account', waitMs: MINUTE },
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
  130472: { reaction: 'skip' },
  130497: { reaction: 'skip' },
  131030: { reaction: 'skip' },
  // This message: its values do not pass. A rule whose messages keep failing pauses itself.
  100: { reaction: 'skip' },
  131008: { reaction: 'skip' },
  131009: { reaction: 'skip' },
  131051: { reaction: 'skip' },
  131053: { reaction: 'skip' },
  132005: { reaction: 'skip' },
  132012: { reaction: 'skip' },
  132018: { reaction: 'skip' },
  135000: { reaction: 'skip' },
  // The template: every further message of the rule would be refused too.
  132000: { reaction: 'stop_rule' },
  132001: { reaction: 'stop_rule' },
  132007: { reaction: 'stop_rule' },
  132015: { reaction: 'stop_rule' },
  132016: { reaction: 'stop_rule' },
  132068: { reaction: 'stop_rule' },
} as const satisfies Record<ErrorCode, Response>

const isPermission = (code: number): boolean => code >= 200 && code <= 299

const known = (code: number): Response | undefined => {
  if (isPermission(code)) return { reaction: 'stop_account' }
  return Object.hasOwn(RESPONSES, code) ? RESPONSES[code as ErrorCode] : undefined
}

/** An error as WhatsApp sends it, in an answer or in a webhook. */
export interface MetaError {
  code: number
  details: string
  isTransient: boolean
}

/** What a refusal by HTTP asks for; null when the answer does not prove that nothing was sent. */
export function reactionToAnswer(status: number, error: MetaError): { reaction: Reaction; waitMs?: number } | null {
  const response = known(error.code)
  if (response?.isAmbiguous) return null
  if (response) return { reaction: response.reaction, ...(response.waitMs && { waitMs: response.waitMs }) }
  if (error.isTransient && status < 500) return { reaction: 'retry', waitMs: 30 * SECOND }
  return reactionToStatus(status)
}

/** The same when the answer has no error of theirs: a proxy, a wrong address. */
export function reactionToStatus(status: number): { reaction: Reaction; waitMs?: number } | null {
  if (status === 429) return { reaction: 'slow_number', waitMs: 5 * SECOND }
  // Request time-out: a part of the way had the request in hand.
  if (status === 408 || status >= 500) return null
  const isAddressOrAccess = status < 400 || [401, 403, 404, 405, 407].includes(status)
  return { reaction: isAddressOrAccess ? 'stop_account' : 'skip' }
}

/** What a message that was accepted and then reported as failed asks for: here the failure is certain. */
export function reactionToFailure(code: number): Reaction {
  return known(code)?.reaction ?? 'skip'
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

/** Reads `{ code, message, title, error_data: { details }, is_transient }`; null when there is no code in it. */
export function readMetaError(value: unknown): MetaError | null {
  if (!isRecord(value)) return null
  const code = typeof value.code === 'string' && /^\d{1,9}$/.test(value.code) ? Number(value.code) : value.code
  if (typeof code !== 'number' || !Number.isSafeInteger(code)) return null
  const data = isRecord(value.error_data) ? value.error_data.details : undefined
  const words = [data, value.error_user_msg, value.message, value.title].find(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  )
  return { code, details: words ?? 'WhatsApp gave no details.', isTransient: value.is_transient === true }
}

/** What is kept of an error. */
export const keepError = ({ code, details }: MetaError, secrets?: readonly string[]): SendError => ({
  code,
  details: scrub(details, secrets),
})
