/** The engine: one function per thing Relance does, free of any host. */
export { type DryRun, type DryRunRequest, dryRun } from './dry-run.ts'
export { enrol, followLeads } from './enrol.ts'
export { type Pool, poolDb } from './pool-db.ts'
export type { Clock, Db } from './ports.ts'
export type { RunReport, RunRequest } from './report.ts'
export { type Host, run } from './run.ts'
export { loadPlan } from './sql/load-plan.ts'
export { failSilentRuns, type Trigger } from './sql/runs.ts'
