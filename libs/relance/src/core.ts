/** The pure core: what the other packages may ask of it without a database. */
export type { Action, Person } from './inbox/act.pure.ts'
export { UNDO_MS } from './inbox/undo.pure.ts'
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
} from './decide/audience.ts'
export type { Backtest, BacktestDay } from './ask/foresee/backtest.pure.ts'
export * from './decide/cadence.ts'
export {
  BEGINNINGS,
  type Beginning,
  DEFAULT_REENTRY,
  REENTRY_EVENTS,
  type Reentry,
  reentrySchema,
} from './decide/episodes.ts'
export { closingAfter, isOpen, nextOpening, type Window } from './decide/window.ts'
export { type Calendar, type DelayUnit, instantOf, isTimeZone, localDateOf } from './decide/calendar.ts'
export {
  CONTACT_DIRECTIONS,
  CONTACT_KINDS,
  CONTACT_SOURCES,
  type ContactDirection,
  type ContactKind,
  type ContactSource,
} from './ground/contacts.ts'
export { CATEGORIES, type Category, type MessageCost } from './ground/cost.ts'
export { calendarOf, type Decision, type HoldDecision, type RecordDecision } from './decide/decide.ts'
export { ON_CONTACT, type OnContact, type Plan, type PlannedRule, type RelanceCap } from './decide/plan.ts'
export { FUNNEL_STAGES, type FunnelStage } from './ask/figures/stages.pure.ts'
export { type Comparison, COMPARISON_VERDICTS, type Share } from './ask/figures/effect.pure.ts'
export {
  BASES,
  type Explanation,
  OUT_REASONS,
  type RuleExplanation,
  type VerdictReason,
  VERDICTS,
} from './ask/explain/explain.pure.ts'
export type { SeenCondition, SeenGroup } from './decide/explain-audience.ts'
export { type LeadFacts, recipientOf } from './ground/lead-facts.ts'
export {
  kindOf,
  LEAD_FIELDS,
  type LeadFieldName,
  OPERATORS,
  OPERATORS_OF,
  type Operator,
} from './ground/lead-fields.ts'
export type { PlannedLoad } from './ask/foresee/load.pure.ts'
export {
  type CompiledTemplate,
  type MessageValues,
  missingIn,
  readTemplate,
  TEMPLATE_REFUSALS,
  TEMPLATE_VARIABLES,
  type TemplateRefusal,
  textIn,
} from './decide/message/message.ts'
export { type StopWish, stopWish } from './decide/stop-words/stop-wish.ts'
export { type Outcome, OUTCOMES } from './inbox/outcomes.pure.ts'
export { type PreviewedStep, previewFrequency } from './decide/preview-frequency.ts'
export {
  type Preflight,
  PREFLIGHT_FINDINGS,
  type PreflightFinding,
} from './ask/foresee/preflight.pure.ts'
export type { RepeatedText } from './ask/foresee/preflight-warnings.pure.ts'
export type { RulePreview } from './ask/foresee/preview.pure.ts'
export type { PreviewSample } from './ask/foresee/preview-samples.pure.ts'
export { DIFFERENCE_KINDS, type DifferenceCounts, type DifferenceKind } from './decide/reconcile.ts'
export { REASONS, type ReasonCode } from './ground/reasons.ts'
export {
  isSettled,
  MOVES,
  moveTo,
  ANSWERABLE_STATES,
  OPEN_STATES,
  RELANCE_STATES,
  type RelanceMove,
  type RelanceState,
} from './ground/relance-states.ts'
export {
  CLOCK_TOLERANCE_MS,
  latestSlot,
  nextSlots,
  SCHEDULE_REFUSALS,
  type Schedule,
  type ScheduleRefusal,
  scheduleRefusal,
} from './decide/schedule.ts'
export { CHANNEL_KEYS, type ChannelKey, CHANNELS, INBOX, isInbox } from './ground/channels.ts'
export { CHECK_REASONS, type CheckReason, leadRefusal } from './decide/checks.ts'
export {
  type AccountEvent,
  ANSWER_REFUSALS,
  ANSWER_STATES,
  type AnswerRefusal,
  type AnswerState,
  type ChannelEvent,
  type ChannelLimits,
  type ChannelTemplate,
  type Content,
  type FilledTemplate,
  type Line,
  type OutgoingMessage,
  type ParameterPlace,
  type PersonNames,
  type PricedMessage,
  type Reaction,
  type ReceivedContent,
  type SendError,
  type SendOutcome,
  type TemplateParameter,
  type UnsentMessage,
  type WrittenContent,
} from './ground/messages.ts'
export { SEND_REASONS, type SendReason } from './ground/send-reasons.ts'
export { ANCHORS, type ShiftKind, SHIFTS } from './ask/explain/shifts.pure.ts'
export { SNOOZE_MAX_DAYS, SNOOZE_PRESETS, type SnoozePreset } from './decide/snooze.ts'
export { type Midway, MIDWAYS } from './decide/pauses/pause.ts'
export { DAY, HOUR, MINUTE, SECOND } from './ground/time.ts'
