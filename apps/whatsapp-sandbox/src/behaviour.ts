/** How the sandbox is told to behave: what goes wrong, how often, and what the persons do. */
import { z } from 'zod'

const percent = z.number().min(0).max(100)
const ms = z.number().int().min(0).max(604_800_000)

/** What may happen to one request; of all, at most one does. Those called `accept_…` have taken the message before they fail. */
export const FAULTS = [
  'accept_then_timeout',
  'accept_then_500',
  'accept_then_reset',
  'accept_then_slow',
  'timeout',
  'reset',
  'error_500',
  'error_503',
  'rate_limited',
  'refused',
] as const
export type Fault = (typeof FAULTS)[number]

export const behaviourSchema = z.strictObject({
  seed: z.number().int(),
  /** Percentages of the requests. */
  faults: z.strictObject(Object.fromEntries(FAULTS.map((fault) => [fault, percent])) as Record<Fault, typeof percent>),
  /** The error of `refused`. */
  refusal: z.strictObject({ code: z.number().int(), status: z.number().int().min(400).max(599) }),
  latencyMs: ms,
  statuses: z.strictObject({
    sentMs: ms,
    deliveredMs: ms,
    readMs: ms,
    /** Of the delivered ones; the others switched receipts off. */
    readPercent: percent,
    /** Seen at once: `read` comes without `delivered`. */
    skipDeliveredPercent: percent,
    /** Accepted, then `failed` with `failCode` instead of delivered. */
    failPercent: percent,
    failCode: z.number().int(),
    /** `sent` is told before the HTTP answer. */
    beforeAnswerPercent: percent,
    /** Never told anything. */
    silentPercent: percent,
    /** Named by an id, without a number. */
    idOnlyPercent: percent,
    /** Whether our own id comes back. */
    echo: z.boolean(),
  }),
  delivery: z.strictObject({
    copies: z.number().int().min(1).max(10),
    /** Events wait at random up to this, so they arrive in any order. */
    jitterMs: ms,
    /** At most so many events in one POST. */
    perPost: z.number().int().min(1).max(100),
    concurrency: z.number().int().min(1).max(64),
    /** First wait after an answer that is not 200; doubled each time. */
    retryMs: ms,
  }),
  limits: z.strictObject({
    messagesPerSecond: z.number().int().min(1),
    pairMs: ms,
    /** Different persons written to outside their window in 24 hours, all numbers together. */
    peoplePerDay: z.number().int().min(1),
    /** Free text that a number may send in a calendar month (UTC) before it is billed. */
    freeTextsPerMonth: z.number().int().min(0),
  }),
  /**
   * What is wrong with a person (no WhatsApp, no marketing wanted, 24 hours over): refused at once, or accepted and failed later, as
   * the real one mostly does.
   */
  personErrors: z.enum(['at_once', 'later']),
  /** Whether `/messages` still takes marketing templates; else they leave by `/marketing_messages` alone. */
  cloudMarketing: z.boolean(),
  /** What is told of the account when it is asked for. */
  account: z.strictObject({
    status: z.enum(['CONNECTED', 'PENDING', 'DISCONNECTED', 'FLAGGED', 'RESTRICTED', 'BANNED']),
    throughput: z.enum(['STANDARD', 'HIGH', 'NOT_APPLICABLE']),
    /** `TIER_250` … `TIER_UNLIMITED`. */
    messagingLimit: z.string(),
    isOnBusinessApp: z.boolean(),
    /** What the application is subscribed to. */
    fields: z.array(z.string()),
  }),
  replies: z.strictObject({ percent, afterMs: ms, texts: z.array(z.string().min(1)).min(1) }),
})
export type Behaviour = z.infer<typeof behaviourSchema>

export const CALM: Behaviour = {
  seed: 1,
  faults: Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>,
  refusal: { code: 131_026, status: 400 },
  latencyMs: 0,
  statuses: {
    sentMs: 50,
    deliveredMs: 150,
    readMs: 400,
    readPercent: 100,
    skipDeliveredPercent: 0,
    failPercent: 0,
    failCode: 131_026,
    beforeAnswerPercent: 0,
    silentPercent: 0,
    idOnlyPercent: 0,
    echo: true,
  },
  delivery: { copies: 1, jitterMs: 0, perPost: 1, concurrency: 8, retryMs: 1_000 },
  limits: { messagesPerSecond: 80, pairMs: 6_000, peoplePerDay: 100_000, freeTextsPerMonth: 1_000 },
  personErrors: 'later',
  cloudMarketing: true,
  account: {
    ...{ status: 'CONNECTED', throughput: 'STANDARD', messagingLimit: 'TIER_100K', isOnBusinessApp: false },
    fields: [
      ...['messages', 'user_preferences', 'message_template_status_update', 'message_template_quality_update'],
      ...[
        'message_template_components_update',
        'template_category_update',
        'phone_number_quality_update',
        'phone_number_name_update',
      ],
      ...['business_capability_update', 'account_update', 'account_alerts', 'account_review_update'],
      ...['smb_message_echoes', 'history'],
    ],
  },
  replies: { percent: 0, afterMs: 2_000, texts: ['Oui, appelez-moi demain 👍', 'Pas maintenant, merci', 'STOP'] },
}

/** A patch one or two levels deep; throws a ZodError that names what is wrong. */
export function patched(current: Behaviour, patch: unknown): Behaviour {
  if (!isObject(patch)) return behaviourSchema.parse(patch)
  const merged = Object.fromEntries(
    Object.entries({ ...current, ...patch }).map(([key, value]) => {
      const before: unknown = current[key as keyof Behaviour]
      return [key, isObject(before) && isObject(value) ? { ...before, ...value } : value]
    }),
  )
  return behaviourSchema.parse(merged)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A number in [0, 100) that depends on the seed and on what it is about, not on the order of requests: a run with many workers can be
 * played again.
 */
export function roll(seed: number, about: string): number {
  let hash = 2_166_136_261 ^ seed
  for (let at = 0; at < about.length; at++) hash = Math.imul(hash ^ about.charCodeAt(at), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32) * 100
}

export function faultOf({ seed, faults }: Behaviour, about: string): Fault | null {
  let left = roll(seed, `fault ${about}`)
  for (const fault of FAULTS) {
    left -= faults[fault]
    if (left < 0) return fault
  }
  return null
}
