import type * as fr from '../fr/dashboard.ts'

export const dashboard: typeof fr.dashboard = {
  late: 'The automatic run is late.',
  failing: 'The last run failed.',
  due_now: 'To do now',
  overdue: 'Overdue',
  unassigned: 'Belonging to nobody',
  last_run: 'Last run',
  next_run: 'Next run',
  recorded: '%{smart_count} follow-up recorded |||| %{smart_count} follow-ups recorded',
}
