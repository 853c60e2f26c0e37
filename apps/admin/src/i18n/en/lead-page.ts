import type * as fr from '../fr/lead-page.ts'

export const lead_page: typeof fr.lead_page = {
  back: 'All leads',
  today: 'Today',
  yesterday: 'Yesterday',
  earlier: 'Show %{smart_count} earlier entry |||| Show %{smart_count} earlier entries',
  read: 'read at',
  outcome_of: 'Record what came of this follow-up',
  outcome_noted: '%{who} recorded: %{outcome}',
  snoozed_to: '%{who} put the follow-up off to %{when}',
  status_changed: '%{who} changed the status from “%{from}” to “%{to}”',
  waits_with: 'A follow-up waits with %{name}.',
  last_relance: 'the last one %{ago}',
  note: 'Note',
  note_hint: 'Add a note for the team',
  note_save: 'Add',
  to_fill: 'To fill in',
  change: '%{label}: %{value}. Change',
  tags_hint: 'Separated by commas.',
  no_number: 'This field takes a number.',
}

export const date_field: typeof fr.date_field = {
  letters: 'd m y h m',
  calendar: 'Calendar: %{label}',
  expected: 'Write %{pattern}.',
}
