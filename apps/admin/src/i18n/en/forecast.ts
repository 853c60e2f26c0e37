import type * as fr from '../fr/forecast.ts'

export const forecast: typeof fr.forecast = {
  title: 'Forecast',
  hint: 'What each closer will find to send in the %{days} days to come, if nothing changes.',
  limit: 'At most per day and closer',
  limit_hint: 'The limit of the settings; change it to try.',
  no_limit: 'There is no limit in the settings; give one to see what is too much.',
  partial: 'There are too many leads to look at all of them in time: these figures are a minimum.',
  over: 'One closer’s day is above %{limit} follow-ups. |||| %{smart_count} closers’ days are above %{limit} follow-ups.',
  fits: 'No day is above %{limit} follow-ups.',
  empty: 'Nothing is planned: no active rule has a follow-up to come.',
  automatic:
    'Besides, %{smart_count} follow-up goes out by itself over WhatsApp. |||| Besides, %{smart_count} follow-ups go out by themselves over WhatsApp.',
  total: '%{smart_count} follow-up |||| %{smart_count} follow-ups',
  days_over: '%{smart_count} day too full |||| %{smart_count} days too full',
  too_many: 'Too many:',
  spread: 'Spread',
  working: 'Working it out…',
  spread_title: 'Spread to at most %{limit} follow-ups a day',
  spread_partial: 'There are too many leads to look at all of them in time: nothing can be spread. Try again later.',
  would_move:
    '%{smart_count} lead would be followed up later. Nothing has changed yet. |||| %{smart_count} leads would be followed up later. Nothing has changed yet.',
  none_moves: 'No lead can be moved: what is recorded already stays on its day.',
  unplaced:
    '%{smart_count} lead stays on a day that is too full: no better day was found. |||| %{smart_count} leads stay on a day that is too full: no better day was found.',
  days_changed: 'Days that change',
  day: 'Day',
  before: 'Before',
  after: 'After',
  first_moves: 'The first leads that move',
  move: '%{from} → %{to}',
  apply: 'Spread like this',
  done: '%{smart_count} lead will be followed up later. |||| %{smart_count} leads will be followed up later.',
  undo: 'Take it back',
  undone: '%{smart_count} lead is back on its day. |||| %{smart_count} leads are back on their days.',
}
