import type * as fr from '../fr/reconciliation.ts'

export const reconciliation: typeof fr.reconciliation = {
  checked:
    'Check of %{at}: %{smart_count} lead compared with the rules. |||| Check of %{at}: %{smart_count} leads compared with the rules.',
  none: 'Each is followed up as the rules ask.',
  found: '%{smart_count} difference found: |||| %{smart_count} differences found:',
  repaired: '%{smart_count} difference found and repaired: |||| %{smart_count} differences found and repaired:',
  report_only: 'Nothing was changed: repairs wait for your approval.',
  next_night: 'Repairs are allowed: they will be made next night.',
  release: 'Allow repairs',
  release_sure:
    'Every night, from the next one on, differences are repaired. The lead goes on at its step, from the moment of the repair at the earliest; the minimum gap between follow-ups still holds. |||| Every night, from the next one on, differences are repaired. The %{smart_count} concerned go on at their step, from the moment of the repair at the earliest; the minimum gap between follow-ups still holds.',
  released: 'Repairs are allowed from next night on',
  kinds: {
    missing: 'Lead that a rule concerns, never followed up',
    active_not_allowed: 'Lead followed up although no longer allowed',
    wrongly_waiting: 'Waits without a reason',
    wrongly_ended: 'Follow-up ended without a reason',
    no_due_date: 'Follow-up under way without a date',
    due_too_late: 'Follow-up planned far too late',
    no_turn: 'Lead that no run can process',
    not_withdrawn: 'Follow-up still to do although the sequence is over',
    run_left_running: 'Run left open after a stop',
  },
}
