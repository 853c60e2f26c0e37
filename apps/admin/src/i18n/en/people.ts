import type * as fr from '../fr/people.ts'

export const users: typeof fr.users = {
  name: 'Person |||| Team',
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
  fields: { userId: 'Person', fromOn: 'From', toOn: 'To (included)', standInId: 'Stand-in' },
}

export const roles: typeof fr.roles = { closer: 'Closer', manager: 'Manager', admin: 'Admin' }
