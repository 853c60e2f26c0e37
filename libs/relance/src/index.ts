/** The engine: one function per thing Relance does, free of any host. */
export { act, type Acted, type ActRefusal, undo, windowClosedFor, type Witness } from './inbox/act.ts'
export { UNWRITTEN_ROWS, type UnwrittenRow } from './ask/unwritten/unwritten-rows.sql.ts'
export { whatIsMissing } from './ask/unwritten/what-is-missing.ts'
export { answerStop, type StopAnswered, type StopAnswerRefusal, undoStopAnswer } from './inbox/stop-answer.ts'
export { undoing } from './ground/undoing.ts'
export { backtest, type BacktestOptions } from './ask/foresee/backtest.ts'
export { preflight, preflightAll, type PreflightOptions } from './ask/foresee/preflight.ts'
export { reword } from './inbox/reword.ts'
export { coverAbsences } from './inbox/cover-absences.ts'
export {
  addNote,
  type ContactRefusal,
  type ContactRequest,
  type Noted,
  recordContact,
  removeNote,
  takeBackContact,
} from './inbox/contacts.ts'
export { askOfImported } from './inbox/imported-wishes.ts'
export { type DryRun, type DryRunRequest, dryRun } from './record/dry-run.ts'
export { annoyingSteps, type Effect, EFFECT_SPAN_MS, effectOf } from './ask/figures/effect.ts'
export { keepDryRun, type KeptDryRun } from './ask/foresee/keep-dry-run.ts'
export { explainLead, explainRelance } from './ask/explain/explain.ts'
export { explainPast } from './ask/explain/explain-past.ts'
export { type Forecast, forecast } from './ask/foresee/forecast.ts'
export { type Limits, LIMITS } from './ground/connections/limits.ts'
export { type Answer, lastFullAt, openSession, type Pool, type Session } from './ground/connections/session.ts'
export { ConnectionLost, type Trouble, troubleOf } from './ground/connections/trouble.ts'
export { type Mended, mendAhead } from './record/mend-ahead.ts'
export { previewResumption, type Resumption, type ResumptionPreview } from './record/resuming/preview-resumption.ts'
export { chooseMidway } from './record/resuming/pauses.sql.ts'
export { previewReplan, type ReplanPreview, type WantedChange } from './record/replan/preview-replan.ts'
export { createDatabaseClock, type DatabaseClock, readNow, timed } from './ground/now.ts'
export { poolDb, refuseNesting } from './ground/pool-db.ts'
export type { Channel, Channels, Sender } from './ground/channel.ts'
export type { Clock, Db, Host } from './ground/ports.ts'
export { readSettings } from './ground/read-settings.sql.ts'
export { type PreviewOptions, previewRule } from './ask/foresee/preview.ts'
export type { RunReport, RunRequest } from './record/report.ts'
export { reconcile, reconcileNow } from './record/reconcile/reconcile.ts'
export { run } from './record/run.ts'
export { applySpread, planSpread, type Spread, type SpreadDay } from './ask/foresee/spread/spread.ts'
export {
  dropOldReconciliations,
  listReconciliations,
  type Reconciliation,
  type ReconciliationMode,
  releaseRepairs,
  repairsReleasedAt,
} from './record/reconcile/reconciliations.sql.ts'
export { undoSpread } from './ask/foresee/spread/apply-spread.sql.ts'
export { expire, runDueSlot, settleChanges } from './record/scheduled.ts'
export { type AudiencePreview, previewAudience } from './ask/foresee/preview-audience.ts'
export { type CloserCount, countClosers, countDays, type DayCount, type Span } from './ask/figures/count-days.sql.ts'
export {
  countPeriod,
  countRules,
  countStages,
  type Period,
  type PeriodCount,
  readPeriods,
  type RuleCount,
  type StageCount,
} from './ask/figures/count-period.sql.ts'
export { ON_TIME_SQL, STAGE_SQL } from './ask/figures/stages.sql.ts'
export { countPlanned } from './ask/figures/count-planned.sql.ts'
export { countSteps, type StepCount } from './ask/figures/count-steps.sql.ts'
export { readSetup, type Setup } from './ask/figures/read-setup.sql.ts'
export { readSchedule, type ScheduleState } from './record/schedule.sql.ts'
export { countDue } from './record/state/runs.sql.ts'
export { dropDryRuns, type DryRunGroup, readDryRun, readGroups, type StoredDryRun } from './ask/foresee/dry-runs.sql.ts'
export { dropEnrolmentChanges } from './ask/explain/read-past.sql.ts'
export { holidaysBetween, readWaiting } from './ask/foresee/read-waiting.sql.ts'
export type { RuleDraft } from './ask/foresee/load-draft.sql.ts'
export { loadPlan } from './record/state/load-plan.sql.ts'
export { createPlans, type Plans } from './record/state/plans.ts'
export { failSilentRuns, type Trigger } from './record/state/runs.sql.ts'
