import type * as fr from '../fr/shell.ts'

export const failure: typeof fr.failure = {
  retry: 'Try again',
  unreachable: 'The server does not answer. Check the connection, then try again.',
  unreadable: 'The server answered what the panel does not understand (%{status}). Try again in a moment.',
  title: 'This page could not be shown',
  hint: 'Nothing is lost: what was saved still is. Reload the page; if it happens again, pass the report on.',
  reload: 'Reload',
  home: 'Back to the start',
  copy: 'Copy the report',
  copied: 'Report copied',
  reference: 'Reference: %{id}',
}

export const shell: typeof fr.shell = {
  stopped: 'Global stop: no follow-up is recorded or sent.',
  offline: 'Offline: what is shown may be old. Nothing is saved while there is no connection.',
  narrowed:
    'The list shows only what the figure counts: %{smart_count} line. |||| The list shows only what the figure counts: %{smart_count} lines.',
  show_all: 'Show all',
  navigation: 'Navigation',
  home: 'Home',
}

export const profile: typeof fr.profile = {
  title: 'Profile',
  preferences: 'Preferences',
  language: 'Language',
  theme: 'Appearance',
  themes: { light: 'Light', dark: 'Dark', system: 'As the device' },
  keys: 'Keyboard shortcuts',
  keys_hint: 'One key acts at once; never while you type.',
  browser_only: 'These choices stay in this browser.',
  absences: 'Absences',
  absences_hint: 'While you are away, your follow-ups go to whoever stands in for you, or wait for your return.',
  absences_none: 'No absence planned.',
  absence_add: 'Plan an absence',
  absence_remove: 'Remove this absence',
  absence_saved: 'Absence saved',
  absence_removed: 'Absence removed',
  until_return: 'wait for the return',
  stand_in: 'stand-in: %{name}',
  nobody: 'Nobody',
  password: 'Password',
  password_current: 'Current password',
  password_new: 'New password (12 characters or more)',
  password_change: 'Change the password',
  password_changed: 'Password changed. The other sessions are closed.',
  sessions: 'Sessions',
  sessions_hint: 'Where you are signed in. Close what you do not recognise.',
  session_here: 'this device',
  session_seen: 'seen %{ago}',
  session_end: 'Close this session',
  session_ended: 'Session closed',
}
