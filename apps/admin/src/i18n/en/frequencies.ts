import type * as fr from '../fr/frequencies.ts'

export const frequencies: typeof fr.frequencies = {
  name: 'Frequency |||| Frequencies',
  fields: {
    name: 'Name',
    version: 'Version',
    updatedAt: 'Changed at',
    skipHolidays: 'Skip public holidays',
  },
}

export const frequency: typeof fr.frequency = {
  steps: 'Steps',
  value: 'After',
  unit: 'Unit',
  days: 'Days',
  from: 'From',
  to: 'To',
}

export const units: typeof fr.units = {
  minutes: 'minutes',
  hours: 'hours',
  days: 'days',
  workingDays: 'working days',
  weeks: 'weeks',
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
