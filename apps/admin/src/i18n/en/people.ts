import type * as fr from '../fr/people.ts'

export const users: typeof fr.users = {
  name: 'Person |||| Team',
  page: { create: 'New person' },
  fields: {
    name: 'Name',
    email: 'Email',
    role: 'Role',
    password: 'Password',
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
  password_length: '12 characters or more',
  strength: 'Strength of the password',
  password_strong: 'Strong.',
  password_strongest: 'Very strong.',
  password_hint: 'Empty: you get an invitation link to pass on.',
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
  created: '%{name} is on the team',
  invited: 'invitation pending',
  reset: 'Link for a new password',
  invite_again: 'New invitation link',
  link: 'Personal link',
  link_title: 'Access link of %{name}',
  link_help: 'For this person alone: the link works once, until %{until}.',
  link_copy: 'Copy link',
  link_copied: 'Link copied',
}

export const welcome: typeof fr.welcome = {
  first_admin: 'Welcome to Relance',
  invitation: 'Welcome, %{name}',
  reset: 'New password for %{name}',
  first_admin_hint: 'This account becomes the first admin.',
  choose: 'Choose your password: you will sign in with %{email}.',
  go: 'Start',
  ended: 'This link no longer works',
  sign_in: 'Go to sign-in',
}

export const second_factor = {
  title: 'Second factor',
  hint: 'Besides the password, a code from your phone: a stolen password is not enough to sign in.',
  set_up: 'Set up an app',
  scan: 'Scan this code with your authenticator app, or type the key into it.',
  qr: 'QR code of the key',
  key: 'Key',
  code: '6-digit code',
  sign_in_code: 'Code of the app, or recovery code',
  password: 'Current password',
  confirm: 'Switch on',
  on: 'App set up on %{date}.',
  left: '%{smart_count} recovery code left. |||| %{smart_count} recovery codes left.',
  new_codes: 'New recovery codes',
  remove: 'Switch off',
  removed: 'Second factor removed',
  codes_title: 'Your recovery codes',
  codes_help:
    'If you lose your phone, each code signs you in once. They are not shown again: keep them somewhere other than this device.',
  copy: 'Copy',
  copied: 'Codes copied',
  kept: 'I have saved my codes',
  required_title: 'Protect your account',
  required_help:
    'Your role needs a second factor to sign in. Any authenticator app works, such as Google Authenticator, Aegis or 2FAS.',
  required: 'Required for your role.',
  leave: 'Sign out',
  reset: 'Reset second factor',
  reset_title: 'Reset the second factor of %{name}?',
  reset_help: 'For a person who has lost the phone and the codes. Their sessions end; their password stays.',
  reset_done: 'Second factor of %{name} reset',
}
