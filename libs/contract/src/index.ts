/** What travels over HTTP: shapes in and out of every resource, problem codes and their words. */
export * from './audit-events.ts'
export * from './bulk.ts'
export * from './backtests.ts'
export * from './dry-runs.ts'
export * from './explain.ts'
export * from './forecast.ts'
export * from './frequencies.ts'
export * from './leads.ts'
export { DEFAULT_ROWS, type ListQuery, MAX_ROWS } from './list.ts'
export * from './matrix.ts'
export * from './personal-data.ts'
export * from './problem.ts'
export { problemOf } from './problem-of.ts'
export * from './refusals-of.ts'
export * from './relances.ts'
export * from './preflight.ts'
export * from './rule-preview.ts'
export * from './rules.ts'
export * from './runs.ts'
export * from './settings.ts'
export * from './statistics.ts'
export * from './templates.ts'
export { id as idShape } from './text.ts'
export * from './users.ts'
export * from './versions.ts'
export * from './words.ts'
export { connectionWords } from './words/connection-words.ts'
export {
  type ExplanationWords,
  explanationWords,
  ruleExplanationWords,
  type RuleWords,
} from './words/explanation-words.ts'
