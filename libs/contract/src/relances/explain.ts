/** Why a lead is written to, or why not: every rule towards one lead at an instant, as codes. */
import {
  ANCHORS,
  BASES,
  BEGINNINGS,
  CHANNEL_KEYS,
  CHECK_REASONS,
  CONTACT_DIRECTIONS,
  CONTACT_KINDS,
  CONTACT_SOURCES,
  type CheckReason,
  type Explanation as Explained,
  kindOf,
  OPERATORS,
  OUT_REASONS,
  type ReasonCode,
  REASONS,
  REENTRY_EVENTS,
  type SeenCondition,
  type SeenGroup,
  SHIFTS,
  VERDICTS,
} from '@relance/relance/core'
import { z } from 'zod'
import { id, instant } from '../http/text.ts'

const REASON_CODES = Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]]
const reason = z.enum(REASON_CODES)
const verdictReason = z.enum([...REASON_CODES, ...OUT_REASONS])
const seen = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable()

const condition = z.object({
  field: z.string(),
  operator: z.enum(OPERATORS),
  value: z.unknown(),
  seen: seen.meta({ description: 'The value of the lead; null when it has none.' }),
  holds: z.boolean(),
})
export type ConditionSeen = z.infer<typeof condition>
export interface GroupSeen {
  combinator: 'and' | 'or'
  not: boolean
  holds: boolean
  rules: (ConditionSeen | GroupSeen)[]
}
const group: z.ZodType<GroupSeen> = z
  .lazy(() =>
    z.object({
      combinator: z.enum(['and', 'or']),
      not: z.boolean(),
      holds: z.boolean(),
      rules: z.array(z.union([group, condition])),
    }),
  )
  .meta({ id: 'AudienceSeen' })

const check = z.object({
  reason: z.enum(CHECK_REASONS as [CheckReason]),
  isPassed: z.boolean(),
  seen: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  until: instant.nullable(),
})

const contactSeen = z
  .object({
    id,
    kind: z.enum(CONTACT_KINDS),
    direction: z.enum(CONTACT_DIRECTIONS),
    at: instant,
    source: z.enum(CONTACT_SOURCES),
    actorName: z.string(),
  })
  .meta({ id: 'ContactSeen', description: 'The contact that moved the date, where it was one.' })
export type ContactSeen = z.infer<typeof contactSeen>

const course = z.object({
  anchor: z
    .object({ kind: z.enum(ANCHORS), at: instant, after: z.object({ value: z.int(), unit: z.string() }) })
    .nullable()
    .meta({ description: 'What the delay was counted from.' }),
  dueAt: instant,
  shifts: z.array(z.object({ kind: z.enum(SHIFTS), from: instant, to: instant, contact: contactSeen.optional() })),
  deliverAt: instant.nullable().meta({ description: 'Null when the window never opens.' }),
})

/** One rule towards the lead; also why a relance was recorded, with `verdict` "record" and the versions it kept. */
export const ruleExplanation = z.object({
  ruleId: id,
  name: z.string(),
  version: z.int(),
  frequencyVersion: z.int(),
  templateId: id.meta({ description: 'The text of the step at hand, in the version that is told.' }),
  templateVersion: z.int(),
  isActive: z.boolean(),
  priority: z.int(),
  channel: z.enum(CHANNEL_KEYS),
  timeZone: z.string(),
  stepCount: z.int(),
  enrolment: z
    .object({
      episode: z.int().meta({ description: 'From 1: each return of the lead to the rule begins another.' }),
      begunBy: z.enum(BEGINNINGS),
      begunAt: instant
        .nullable()
        .meta({ description: 'What step 1 counts from at the earliest; null for a first episode.' }),
      state: z.enum(['active', 'waiting', 'ended']),
      reason: reason.nullable(),
      step: z.int(),
      dueAt: instant,
      nextDueAt: instant.nullable(),
      stoppedAt: instant.nullable().meta({ description: 'When it began to wait for an event, or ended.' }),
    })
    .nullable()
    .meta({ description: 'The latest episode; null when the lead was never in the rule.' }),
  return: z
    .object({
      by: z.enum(BEGINNINGS).nullable().meta({ description: 'What begins the next episode now.' }),
      on: z.array(z.enum(REENTRY_EVENTS)).meta({ description: 'What would begin it.' }),
      silentUntil: instant.nullable().meta({ description: 'When silence begins it, if nobody is heard of.' }),
    })
    .nullable()
    .meta({ description: 'How the lead may come back, once the latest episode is over; null while it goes on.' }),
  audience: group,
  matchesFrom: instant.nullable().meta({ description: 'When the lead is in the audience if only time passes.' }),
  checks: z.array(check),
  verdict: z.enum(VERDICTS),
  reason: verdictReason.nullable(),
  until: instant.nullable(),
  outrankedBy: id.nullable(),
  missing: z
    .array(z.string())
    .meta({ description: 'With `message_incomplete`: the variables that have nothing to say.' }),
  course: course.nullable().meta({ description: 'From what the cadence asks for to the delivery, shift by shift.' }),
  message: z.string().nullable(),
  basis: z.enum(BASES).meta({
    description: 'Worked out as a run would, what was recorded at the time, or what the records of that time lead to.',
  }),
})
export type RuleExplanation = z.infer<typeof ruleExplanation>

export const explanation = z.object({
  leadId: id,
  at: instant,
  isPast: z.boolean().meta({ description: 'Whether what was decided then is told.' }),
  decidedAt: instant
    .nullable()
    .meta({ description: 'Of the past: the start of the last run before it, whose decisions are told.' }),
  timeZone: z.string(),
  isStopped: z.boolean(),
  leadReason: reason.nullable().meta({ description: 'Why no rule may contact the lead at all.' }),
  winner: id.nullable().meta({ description: 'The rule a run at this instant would record.' }),
  next: z
    .object({ ruleId: id, step: z.int(), recordedAt: instant, deliverAt: instant })
    .nullable()
    .meta({ description: 'The next relance by the schedule, if nobody does anything; null: none within a year.' }),
  rules: z.array(ruleExplanation),
})
export type Explanation = z.infer<typeof explanation>

/** What travels of what the engine explained: instants as ISO 8601. */
export function explanationOf(explained: Explained): Explanation {
  const { next } = explained
  return {
    ...explained,
    at: iso(explained.at),
    decidedAt: isoOrNull(explained.decidedAt),
    next: next && { ...next, recordedAt: iso(next.recordedAt), deliverAt: iso(next.deliverAt) },
    rules: explained.rules.map(ruleExplanationOf),
  }
}

const iso = (at: number): string => new Date(at).toISOString()
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))

export function ruleExplanationOf(rule: Explained['rules'][number]): RuleExplanation {
  const { enrolment, checks, course: way } = rule
  return {
    ...rule,
    enrolment: enrolment && {
      ...enrolment,
      begunAt: isoOrNull(enrolment.begunAt),
      dueAt: iso(enrolment.dueAt),
      nextDueAt: isoOrNull(enrolment.nextDueAt),
      stoppedAt: isoOrNull(enrolment.stoppedAt),
    },
    missing: [...rule.missing],
    return: rule.return && {
      ...rule.return,
      on: [...rule.return.on],
      silentUntil: isoOrNull(rule.return.silentUntil),
    },
    audience: groupOf(rule.audience),
    matchesFrom: isoOrNull(rule.matchesFrom),
    until: isoOrNull(rule.until),
    checks: checks.map(checkOf),
    course: way && {
      anchor: way.anchor && { ...way.anchor, at: iso(way.anchor.at) },
      dueAt: iso(way.dueAt),
      shifts: way.shifts.map(({ contact, ...shift }) => ({
        ...shift,
        from: iso(shift.from),
        to: iso(shift.to),
        ...(contact && { contact: contactOf(contact) }),
      })),
      deliverAt: isoOrNull(way.deliverAt),
    },
  }
}

type Shift = NonNullable<Explained['rules'][number]['course']>['shifts'][number]

function contactOf({ id, kind, direction, at, source, actorName }: NonNullable<Shift['contact']>): ContactSeen {
  return { id, kind, direction, at: iso(at), source, actorName }
}

/** Every number a check sees is an instant, but for the step. */
function checkOf({ reason: code, isPassed, seen: value, until }: Explained['rules'][number]['checks'][number]) {
  const isInstant = typeof value === 'number' && code !== 'last_step'
  return { reason: code, isPassed, seen: isInstant ? iso(value) : value, until: isoOrNull(until) }
}

const groupOf = ({ combinator, not, holds, rules }: SeenGroup): GroupSeen => ({
  combinator,
  not,
  holds,
  rules: rules.map((node) => ('combinator' in node ? groupOf(node) : conditionOf(node))),
})

function conditionOf({ field, operator, value, seen: found, holds }: SeenCondition): ConditionSeen {
  const isInstant = typeof found === 'number' && kindOf(field) === 'instant'
  return { field, operator, value, seen: isInstant ? iso(found) : ((found as ConditionSeen['seen']) ?? null), holds }
}

export const explainQuery = z.strictObject({
  at: instant
    .optional()
    .meta({ description: 'The instant to explain; now when absent. Of the past, what was recorded is told.' }),
})
