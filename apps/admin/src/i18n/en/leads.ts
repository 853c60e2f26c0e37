import type * as fr from '../fr/leads.ts'

export const leads: typeof fr.leads = {
  name: 'Lead |||| Leads',
  fields: {
    firstName: 'First name',
    lastName: 'Last name',
    phone: 'Phone',
    email: 'Email',
    company: 'Company',
    status: 'Status',
    source: 'Source',
    lastContactAt: 'Last contact',
    lastRelanceAt: 'Last relance',
    relanceCount: 'Relances',
    tags: 'Tags',
    closerId: 'Closer',
    timeZone: 'Time zone',
    locale: 'Language',
    pausedUntil: 'Paused until',
    optedOutAt: 'Opted out at',
    lastContactAt_gte: 'Contacted since',
    lastContactAt_lt: 'Not contacted since',
    createdAt: 'Created',
  },
}

export const timeline: typeof fr.timeline = {
  title: 'History',
  relance: 'Follow-up',
  changes: { created: 'created the record', updated: 'changed the record', imported: 'imported the record' },
  actions: {
    open: 'opened WhatsApp',
    sent: 'confirmed it was sent',
    skip: 'skipped it',
    snooze: 'put it off',
    outcome: 'recorded the outcome',
    reassign: 'handed it on',
  },
}

export const lead: typeof fr.lead = {
  name: 'Name',
  export: 'Export all',
  none: 'No lead. Import a file, or enter the first one by hand.',
  none_yours: 'No lead is yours for now. Your manager can give you some.',
  by_hand: 'Enter a lead',
  opted_out: 'opted out',
  paused: 'paused',
  views: 'Views',
  view: {
    unassigned: 'Without a closer',
    silent: 'No news for 7 days',
    fresh: 'New this week',
    proposals: 'Proposals pending',
    never: 'Never followed up',
    often: 'Followed up 3 times or more',
  },
}

export const bulk: typeof fr.bulk = {
  select: 'Select %{name}',
  select_page: 'Select the whole page',
  selected: '%{smart_count} lead selected |||| %{smart_count} leads selected',
  unselect: 'Clear the selection',
  reassign: 'Reassign',
  status: 'Status',
  tag: 'Tag',
  untag: 'Remove a tag',
  pause: 'Pause',
  opt_out: 'Opt out',
  title: '%{action}: %{smart_count} lead |||| %{action}: %{smart_count} leads',
  apply: 'Apply',
  nobody: 'Nobody',
  asked: {
    reassign: 'New closer',
    status: 'New status',
    tag: 'Tag to add',
    untag: 'Tag to remove',
    pause: 'Paused until',
  },
  opt_out_help: 'These leads get no more follow-ups, and what waited for them is withdrawn.',
  done: '%{smart_count} lead changed, %{refused} refused |||| %{smart_count} leads changed, %{refused} refused',
  refused: '%{smart_count} lead was not changed |||| %{smart_count} leads were not changed',
}
