/** What an answer of WhatsApp means for the relance, its lead, its rule, the number and the account. */
import {
  calendarOf,
  nextDueAt,
  type Plan,
  type PlannedRule,
  type Reaction,
  type RelanceState,
  type SendError,
  type SendOutcome,
  type SendReason,
  DAY,
  MINUTE,
  SECOND,
} from '@relance/relance/core'

/** A number that was a little too fast for the second WhatsApp counted. */
const NUMBER_WAITS_MS = 250

/** Waits before another attempt; after the last one the message fails. */
const BACK_OFF_MS = [30 * SECOND, 2 * MINUTE, 8 * MINUTE, 30 * MINUTE]

/** A message that left, or may have left. */
export interface Taken {
  relanceId: string
  leadId: string
  step: number
  expiresAt: number
  /** Attempts that failed before this one. */
  failures: number
  timeZone: string | null
  /** Null where it is not known. */
  phone?: string | null
  rule: PlannedRule | undefined
}

/** What a refusal does beside its relance. Instants in milliseconds. */
export interface Effects {
  /** The lead asked not to be written to, or could not be reached once more. */
  lead?: 'opt_out' | 'undeliverable'
  /** This person is left alone until then. */
  recipientUntil?: number
  /** The 24-hour window was believed open, and is not. */
  closesWindow?: true
  numberUntil?: number
  /** Every number of the account. */
  accountUntil?: number
  stopsRule?: SendReason
  /** The channel's templates are not as we know them. */
  rereadsTemplates?: true
  stopsAccount?: true
  /** The number may not send for its quality. */
  pausesNumberUntil?: number
}

export interface Receipt {
  relanceId: string
  leadId: string
  state: Extract<RelanceState, 'accepted' | 'queued' | 'failed' | 'unknown' | 'due'>
  reason: SendReason | null
  /** When a queued one is tried again. */
  deliverAt: number | null
  /** When the next step is due, counted from the acceptance. */
  nextDueAt: number | null
  messageId: string | null
  /** The person's number as WhatsApp writes it. */
  number: string | null
  error: SendError | null
  isFailure: boolean
  effects: Effects
}

export function decideReceipt(
  taken: Taken,
  outcome: SendOutcome,
  { plan, ...settings }: { plan: Plan; fallsBack: boolean },
  now: number,
): Receipt {
  // A closer can write to a number alone.
  const fallsBack = settings.fallsBack && taken.phone !== null
  const shared = { ...NOTHING, relanceId: taken.relanceId, leadId: taken.leadId }
  switch (outcome.kind) {
    case 'accepted':
      return {
        ...shared,
        state: 'accepted',
        messageId: outcome.messageId,
        number: outcome.number,
        nextDueAt: dueAfter(taken, plan, now),
      }
    case 'unknown':
      return { ...shared, state: 'unknown', error: outcome.error }
    case 'not_sent':
      return { ...shared, error: outcome.error, isFailure: true, ...tryAgain(taken, fallsBack, undefined, now) }
    case 'refused':
      return { ...shared, error: outcome.error, ...afterRefusal(taken, outcome, fallsBack, now) }
  }
}

const NOTHING = {
  reason: null,
  deliverAt: null,
  nextDueAt: null,
  messageId: null,
  number: null,
  error: null,
  isFailure: false,
  effects: {},
} as const

type Outcome = Pick<Receipt, 'state' | 'reason' | 'deliverAt'> & Partial<Receipt>

/** The next step counts from when this one really left. */
export function dueAfter({ rule, step, timeZone, phone = null }: Taken, plan: Plan, at: number): number | null {
  return rule ? nextDueAt(rule.frequency, step, at, calendarOf(plan, rule, { timeZone, phone })) : null
}

function tryAgain({ failures }: Taken, fallsBack: boolean, retryAfterMs: number | undefined, now: number): Outcome {
  const wait = BACK_OFF_MS[failures]
  if (wait === undefined) return giveUp('retries_exhausted', fallsBack, now)
  return { state: 'queued', reason: 'retried', deliverAt: now + Math.max(wait, retryAfterMs ?? 0) }
}

function giveUp(reason: SendReason, fallsBack: boolean, now: number): Outcome {
  return fallsBack ? { state: 'due', reason, deliverAt: now } : { state: 'failed', reason, deliverAt: null }
}

const queueAgain = (at: number, reason: SendReason, effects: Effects): Outcome => ({
  state: 'queued',
  reason,
  deliverAt: at,
  effects,
})

const fail = (reason: SendReason, effects: Effects = {}): Outcome => ({
  state: 'failed',
  reason,
  deliverAt: null,
  effects,
})

type Refused = Extract<SendOutcome, { kind: 'refused' }>

function afterRefusal(taken: Taken, { reaction, retryAfterMs }: Refused, fallsBack: boolean, now: number): Outcome {
  const effects = effectsOf(reaction, retryAfterMs, now)
  switch (reaction) {
    case 'retry':
      return { isFailure: true, ...tryAgain(taken, fallsBack, retryAfterMs, now) }
    case 'reread_template':
      return { isFailure: true, effects, ...tryAgain(taken, fallsBack, retryAfterMs, now) }
    case 'slow_number':
      return queueAgain(effects.numberUntil ?? now, 'retried', effects)
    case 'slow_recipient':
      return queueAgain(effects.recipientUntil ?? now, 'recipient_gap', effects)
    case 'slow_account':
      return queueAgain(effects.accountUntil ?? now, 'account_stopped', effects)
    case 'block_number':
      return fallsBack
        ? { ...giveUp('number_blocked', fallsBack, now), effects }
        : queueAgain(now, 'number_blocked', effects)
    case 'stop_account':
      return queueAgain(now, 'account_stopped', effects)
    case 'need_template':
      return queueAgain(now, 'template_needed', effects)
    case 'wait_a_day': {
      const at = now + Math.max(DAY, retryAfterMs ?? 0)
      return at < taken.expiresAt ? queueAgain(at, 'withheld', effects) : giveUp('withheld', fallsBack, now)
    }
    case 'stop_rule':
      return { ...giveUp('rule_stopped', fallsBack, now), effects }
    case 'mark_unreachable':
      return fail('unreachable', effects)
    case 'opt_out':
      return fail('refused', effects)
    case 'skip':
      return fail('refused')
    case 'hand_over':
      return giveUp('refused', fallsBack, now)
  }
}

/** The same for a refusal at once and for one that comes later by webhook. */
export function effectsOf(reaction: Reaction, retryAfterMs: number | undefined, now: number): Effects {
  switch (reaction) {
    case 'slow_number':
      return { numberUntil: now + Math.max(NUMBER_WAITS_MS, retryAfterMs ?? 0) }
    case 'slow_recipient':
      return { recipientUntil: now + Math.max(MINUTE, retryAfterMs ?? 0) }
    case 'slow_account':
      return { accountUntil: now + Math.max(MINUTE, retryAfterMs ?? 0) }
    case 'block_number':
      return { pausesNumberUntil: now + Math.max(DAY, retryAfterMs ?? 0) }
    case 'stop_account':
      return { stopsAccount: true }
    case 'need_template':
      return { closesWindow: true }
    case 'wait_a_day':
      return { recipientUntil: now + Math.max(DAY, retryAfterMs ?? 0) }
    case 'reread_template':
      return { rereadsTemplates: true }
    case 'stop_rule':
      return { stopsRule: 'rule_stopped' }
    case 'mark_unreachable':
      return { lead: 'undeliverable' }
    case 'opt_out':
      return { lead: 'opt_out' }
    case 'retry':
    case 'skip':
    case 'hand_over':
      return {}
  }
}

const FAILURES_AT_LEAST = 20
const FAILURE_SHARE = 0.1

/** Whether a rule pauses itself: 10 % of at least 20 sends have failed. */
export function keepsFailing(sends: number, failed: number): boolean {
  return sends >= FAILURES_AT_LEAST && failed >= sends * FAILURE_SHARE
}
