import type * as fr from '../fr/frequencies.ts'

export const frequencies: typeof fr.frequencies = {
  name: 'Frequency |||| Frequencies',
  page: { create: 'New frequency' },
  fields: {
    name: 'Name',
    version: 'Version',
    updatedAt: 'Changed at',
    skipHolidays: 'Skip public holidays',
  },
}

export const frequency: typeof fr.frequency = {
  steps: 'Steps',
  step: 'Step %{step}',
  value: 'After',
  unit: 'Unit',
  days: 'Days',
  window: 'Sending window',
  from: 'From',
  to: 'To',
  from_hint: 'For example 09:00',
  to_hint: 'For example 18:30; 24:00 for midnight',
  presets: 'Start from an example',
  preset: {
    now: 'From today on, then after 3 and 7 days',
    weekdays: 'Every 3 days, on weekdays',
    gentle: 'Gentle: 3, 7, then 14 days',
    proposal: 'After a proposal: 2, then 4 working days, in the morning',
    intensive: 'Intensive: 1, 2, then 3 working days',
  },
  calendar: 'Next dates',
  moves:
    '%{smart_count} lead will be planned again on saving. |||| %{smart_count} leads will be planned again on saving.',
  moves_overdue: 'Of these, %{count} steps are overdue at once, and spread over the daily limit per closer.',
  moves_ended: '%{count} waiting steps end: the frequency becomes too short for them.',
}

export const units: typeof fr.units = {
  minutes: 'minutes',
  hours: 'hours',
  days: 'days',
  workingDays: 'working days',
  weeks: 'weeks',
}

export const delay: typeof fr.delay = {
  minutes: '%{smart_count} minute |||| %{smart_count} minutes',
  hours: '%{smart_count} hour |||| %{smart_count} hours',
  days: '%{smart_count} day |||| %{smart_count} days',
  workingDays: '%{smart_count} working day |||| %{smart_count} working days',
  weeks: '%{smart_count} week |||| %{smart_count} weeks',
}

export const weekdays: typeof fr.weekdays = {
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
  7: 'Sunday',
}

export const shifts: typeof fr.shifts = {
  day_not_allowed: 'day not allowed',
  holiday: 'public holiday',
  outside_hours: 'outside the hours',
}
