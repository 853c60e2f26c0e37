/** The pure core: what the other packages may ask of it without a database. */
export type { Action, Person } from './act.ts'
export { UNDO_MS } from './undo.ts'
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
export { type Outcome, OUTCOMES } from './outcomes.ts'
export { type PreviewedStep, previewFrequency } from './preview-frequency.ts'
export { REASONS, type ReasonCode } from './reasons.ts'
export {
  isSettled,
  MOVES,
  moveTo,
  OPEN_STATES,
  RELANCE_STATES,
  type RelanceMove,
  type RelanceState,
} from './relance-states.ts'
export {
  latestSlot,
  nextSlots,
  SCHEDULE_REFUSALS,
  type Schedule,
  type ScheduleRefusal,
  scheduleRefusal,
} from './schedule.ts'
export { SNOOZE_MAX_DAYS, SNOOZE_PRESETS, type SnoozePreset } from './snooze.ts'
