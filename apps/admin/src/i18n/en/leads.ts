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
    createdAt: 'Created',
  },
}

export const why: typeof fr.why = { ask: 'Why?' }

export const timeline: typeof fr.timeline = {
  title: 'History',
  relance: 'Follow-up',
  actions: {
    open: 'opened WhatsApp',
    sent: 'confirmed it was sent',
    skip: 'skipped it',
    snooze: 'put it off',
    outcome: 'recorded the outcome',
    reassign: 'handed it on',
  },
}
