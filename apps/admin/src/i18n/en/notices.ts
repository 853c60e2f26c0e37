import type * as fr from '../fr/notices.ts'

export const notices: typeof fr.notices = {
  title: 'Notifications',
  hint: 'So that you know a follow-up is waiting without looking. The lock screen shows a number, never a name.',
  here: 'Notifications on this device',
  here_hint: 'One a minute at most, within the hours chosen below.',
  is_on: 'This device will tell you',
  failed: 'The browser could not turn notifications on. Try again, or try another browser.',
  denied: 'This browser blocks notifications of Relance. Allow them in its settings, for this site, then try again.',
  unsupported:
    'This browser cannot show notifications. Open Relance in an up-to-date Chrome, Edge, Firefox or Safari, at its https address.',
  no_key: 'The server cannot send notifications for now. Tell your admin: the diagnosis says what to do.',
  offer: 'Be told on this device when a follow-up is waiting?',
  turn_on: 'Turn notifications on',
  not_now: 'Not now',
  others: 'Your other devices',
  device_remove: 'Turn off',
  device_removed: 'This device is told nothing any more',
  digest: 'Morning digest by mail',
  digest_hint: 'To %{email}, when your hours begin, if there are follow-ups to do.',
  digest_absent: 'This server sends no mail.',
  hours: 'When to tell you',
  days: 'Days',
  from: 'From',
  to: 'To',
  hours_hint: 'Time of %{zone}, not on holidays. What comes outside them is told when they begin.',
  hours_save: 'Save hours',
  hours_saved: 'Hours saved',
  install: 'Install Relance on this device',
  android:
    'To have Relance on the home screen, with the number of follow-ups: menu ⋮ of the browser, then "Install app".',
  ios: {
    needed: 'On iPhone and iPad, notifications need Relance on the home screen:',
    share: 'Touch the Share button of the browser (a square with an arrow up).',
    add: 'Choose "Add to Home Screen", then "Add".',
    open: 'Open Relance from the home screen, then Profile, Notifications.',
  },
}
