import type * as fr from '../fr/settings.ts'

export const settings: typeof fr.settings = {
  title: 'Settings',
  schedule: 'When the scan runs',
  schedule_hint: 'A cron expression, in the zone given.',
  next_runs: 'Next runs',
  company: 'Company',
  companyName: 'Name',
  minimumGapMinutes: 'Minimum gap between two follow-ups (minutes)',
  retentionMonths: 'Erase a lead without contact for (months)',
  sharedQueue: 'Shared queue: everybody sees and takes what belongs to nobody',
  stopped: 'Global stop: no follow-up is recorded',
  enabled: 'Automatic runs',
  saved: 'Saved',
  save: 'Save',
}
