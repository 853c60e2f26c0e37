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
export type { Backtest, BacktestDay } from './backtest.ts'
export * from './cadence.ts'
export { type Calendar, type DelayUnit, instantOf, isTimeZone, localDateOf } from './calendar.ts'
export { isWindowOpen, SEND_REASONS, type SendReason } from './deliver.ts'
export type { Decision, HoldDecision, RecordDecision } from './decide.ts'
export type { Channel, Plan, PlannedRule } from './dossier.ts'
export { type Comparison, COMPARISON_VERDICTS, type Share } from './effect.ts'
export { BASES, type Explanation, OUT_REASONS, type RuleExplanation, type VerdictReason, VERDICTS } from './explain.ts'
export type { SeenCondition, SeenGroup } from './explain-audience.ts'
export type { LeadFacts } from './lead-facts.ts'
export { kindOf, LEAD_FIELDS, type LeadFieldName, OPERATORS, OPERATORS_OF, type Operator } from './lead-fields.ts'
export { CATEGORIES, type Category, estimateCost, type RateCard } from './money.ts'
export type { PlannedLoad } from './load.ts'
export {
  type MessageValues,
  readTemplate,
  TEMPLATE_REFUSALS,
  TEMPLATE_VARIABLES,
  type TemplateRefusal,
} from './message.ts'
export { type Outcome, OUTCOMES } from './outcomes.ts'
export { type PreviewedStep, previewFrequency } from './preview-frequency.ts'
export { type Preflight, PREFLIGHT_FINDINGS, type PreflightFinding } from './preflight.ts'
export type { RulePreview } from './preview.ts'
export type { PreviewSample } from './preview-samples.ts'
export { DIFFERENCE_KINDS, type DifferenceCounts, type DifferenceKind } from './reconcile.ts'
export { REASONS, type ReasonCode } from './reasons.ts'
export {
  isSettled,
  MOVES,
  moveTo,
  ANSWERABLE_STATES,
  OPEN_STATES,
  RELANCE_STATES,
  type RelanceMove,
  type RelanceState,
} from './relance-states.ts'
export {
  CLOCK_TOLERANCE_MS,
  latestSlot,
  nextSlots,
  SCHEDULE_REFUSALS,
  type Schedule,
  type ScheduleRefusal,
  scheduleRefusal,
} from './schedule.ts'
export { CHECK_REASONS, type CheckReason } from './checks.ts'
export { fillTemplate, type MappedTemplate, type Mapping, mapTemplate } from './mapped-template.ts'
export type {
  Content,
  OutgoingMessage,
  ParameterPlace,
  Reaction,
  SendError,
  SendOutcome,
  TemplateParameter,
  WhatsAppEvent,
} from './sending.ts'
export { ANCHORS, type ShiftKind, SHIFTS } from './shifts.ts'
export { SNOOZE_MAX_DAYS, SNOOZE_PRESETS, type SnoozePreset } from './snooze.ts'
