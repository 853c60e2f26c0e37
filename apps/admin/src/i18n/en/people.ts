import type * as fr from '../fr/people.ts'

export const users: typeof fr.users = {
  name: 'Person |||| Team',
  page: { create: 'New person' },
  fields: {
    name: 'Name',
    email: 'Email',
    role: 'Role',
    password: 'Password (12 characters or more)',
    disabled: 'Disabled',
    takeOverBy: 'Who takes over the leads?',
    locale: 'Language',
    createdAt: 'Since',
  },
}

export const absences: typeof fr.absences = {
  empty: 'No absence planned.',
  invite: 'Add one?',
  name: 'Absence |||| Absences',
  page: { create: 'New absence' },
  fields: { userId: 'Person', fromOn: 'From', toOn: 'To (included)', standInId: 'Stand-in' },
}

export const roles: typeof fr.roles = { closer: 'Closer', manager: 'Manager', admin: 'Admin' }

export const team: typeof fr.team = {
  password_hint: 'Pass it on to the person with the address of this page; they can change it in their profile.',
  password_kept: 'Leave empty to keep it.',
  load_label: 'Load',
  leads: '%{smart_count} open lead |||| %{smart_count} open leads',
  waiting: '%{smart_count} follow-up waiting |||| %{smart_count} follow-ups waiting',
  standing: 'Account',
  active: 'active',
  disabled: 'disabled',
  leave: 'Disable this account',
  leave_title: '%{name} leaves',
  leave_help:
    'Their sessions end. %{smart_count} lead changes hands. |||| Their sessions end. %{smart_count} leads change hands.',
  left: 'The account of %{name} is disabled',
  open_again: 'Open this account again',
  opened: 'The account of %{name} is open again',
}
