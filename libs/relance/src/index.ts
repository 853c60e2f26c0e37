/** The engine: one function per thing Relance does, free of any host. */
export { act, type Acted, type ActRefusal, undo } from './act.ts'
export { backtest, type BacktestOptions } from './backtest.ts'
export { preflight, type PreflightOptions } from './preflight.ts'
export { coverAbsences } from './cover-absences.ts'
export {
  createDelivery,
  type Delivery,
  loseStaleSends,
  recordReceipts,
  type SendingHost,
  takeMessages,
} from './deliver.ts'
export { type DryRun, type DryRunRequest, dryRun } from './dry-run.ts'
export { alarmsSince, type Effect, effectOf, followAlarms } from './effect.ts'
export { enrol, followLeads } from './enrol.ts'
export { keepDryRun, type KeptDryRun } from './keep-dry-run.ts'
export { explainLead, explainRelance } from './explain.ts'
export { type Forecast, forecast } from './forecast.ts'
export { type Pool, poolDb } from './pool-db.ts'
export type { Clock, Db, Sender } from './ports.ts'
export { type PreviewOptions, previewRule } from './preview.ts'
export { applyEvents, type ReceivingHost } from './receive.ts'
export type { RunReport, RunRequest } from './report.ts'
export { type Host, run } from './run.ts'
export { handOver, settleSend, type Settled } from './settle-sends.ts'
export { pauseRule, resumeRule } from './sql/apply-effects.ts'
export { followTemplates, type ListedTemplate, writeTemplates } from './sql/follow-templates.ts'
export { loadRates, loadSending, type Sending } from './sql/load-sending.ts'
export { dropOldEvents, releaseMatched, storeEvents, storeUnreadable } from './sql/store-events.ts'
export { expire, runDueSlot, settleChanges } from './scheduled.ts'
export { type AudiencePreview, previewAudience } from './preview-audience.ts'
export { type CloserCount, countClosers, countDays, type DayCount, type Span } from './sql/count-days.ts'
export { countPlanned } from './sql/count-planned.ts'
export { countSteps, type StepCount } from './sql/count-steps.ts'
export { readSetup, type Setup } from './sql/read-setup.ts'
export { readSchedule, type ScheduleStanding } from './sql/schedule.ts'
export { countDue } from './sql/runs.ts'
export { dropDryRuns, type DryRunGroup, readDryRun, readGroups, type StoredDryRun } from './sql/dry-runs.ts'
export { holidaysBetween, readWaiting } from './sql/read-waiting.ts'
export type { RuleDraft } from './sql/load-draft.ts'
export { loadPlan } from './sql/load-plan.ts'
export { failSilentRuns, type Trigger } from './sql/runs.ts'
