/** The pure core: what the other packages may ask of it without a database. */
export {
  AGE_UNITS,
  AUDIENCE_REFUSALS,
  type Audience,
  type AudienceRefusal,
  audienceSchema,
  type Condition,
  conditionsOf,
  isGroup,
  matches,
  readAudience,
} from './audience.ts'
export * from './cadence.ts'
export { type Calendar, instantOf, isTimeZone, localDateOf } from './calendar.ts'
export { templateOf } from './decide.ts'
export type { Decision, HoldDecision, RecordDecision } from './decide.ts'
export type { Channel, Plan, PlannedRule } from './dossier.ts'
export type { LeadFacts } from './lead-facts.ts'
export { LEAD_FIELDS, OPERATORS, OPERATORS_OF, type Operator } from './lead-fields.ts'
export {
  type MessageValues,
  readTemplate,
  TEMPLATE_REFUSALS,
  TEMPLATE_VARIABLES,
  type TemplateRefusal,
} from './message.ts'
export { REASONS, type ReasonCode } from './reasons.ts'
export {
  latestSlot,
  nextSlots,
  SCHEDULE_REFUSALS,
  type Schedule,
  type ScheduleRefusal,
  scheduleRefusal,
} from './schedule.ts'
