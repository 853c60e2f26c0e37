import type * as fr from '../fr/versions.ts'

export const versions: typeof fr.versions = {
  title: 'Versions',
  back: 'Back to the record',
  number: 'Version %{version}',
  current: 'in force',
  saved_by: 'saved by %{name} on %{at}',
  first: 'First version.',
}

export const statuses: typeof fr.statuses = {
  new: 'new',
  contacted: 'contacted',
  meeting: 'meeting',
  proposal: 'proposal',
  won: 'won',
  lost: 'lost',
}

export const fields: typeof fr.fields = {
  archivedAt: 'Archived at',
  channel: 'Channel',
  companyName: 'Company',
  country: 'Country',
  cron: 'Schedule',
  disabledAt: 'Disabled at',
  enabled: 'Automatic runs',
  erasedAt: 'Erased at',
  heldOn: 'Day',
  leadStatuses: 'Statuses',
  minimumGapMinutes: 'Minimum gap (minutes)',
  openedAt: 'Opened at',
  optedOutAt: 'Opted out at',
  outcome: 'Outcome',
  outcomeAt: 'Outcome noted at',
  pausedUntil: 'Paused until',
  retentionMonths: 'Retention (months)',
  revokedAt: 'Revoked at',
  settledAt: 'Settled at',
  sharedQueue: 'Shared queue',
  steps: 'Steps',
  stoppedAt: 'Global stop since',
  timeZone: 'Time zone',
  window: 'Window',
  wrongNumberAt: 'Wrong number since',
  custom: 'Custom fields',
  reason: 'Reason',
  state: 'State',
  expiresAt: 'Expires at',
  deliverAt: 'Deliver at',
}
