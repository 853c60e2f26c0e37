import type * as fr from '../fr/runs.ts'

export const runs: typeof fr.runs = {
  name: 'Run |||| Runs',
  fields: {
    startedAt: 'Started',
    trigger: 'Trigger',
    state: 'State',
    due: 'Due',
    recorded: 'Recorded',
    remaining: 'Remaining',
  },
}
