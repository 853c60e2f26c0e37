import { proposalsFor } from './proposals.ts'

const known = {
  statuses: ['new', 'contacted', 'meeting', 'proposal', 'won', 'lost'],
  closers: [
    { email: 'camille@demo.invalid', name: 'Camille Martin' },
    { email: 'sacha@demo.invalid', name: 'Sacha Roux' },
  ],
  tags: [],
  timeZone: 'Europe/Paris',
  now: Date.parse('2026-11-30T09:00:00Z'),
}

it.each([
  ['status', 'Non contacté', 'new'],
  ['status', 'Pas encore contactée', 'new'],
  ['status', 'À rappeler', 'new'],
  ['status', 'Open Deal', 'proposal'],
  ['status', 'Attempted to contact', 'new'],
  ['status', 'Contacté 2 fois', 'contacted'],
  ['status', 'Désabonné', 'lost'],
  ['status', 'Unsubscribed', 'lost'],
  ['status', 'Abonné', 'new'],
  ['country', 'Belgqiue', 'BE'],
  ['country', 'Frnace', 'FR'],
  ['country', 'Suise', 'CH'],
  ['country', 'France (FR)', 'FR'],
  ['country', 'FR - France', 'FR'],
  ['country', 'France métropolitaine', 'FR'],
  ['country', '+33', 'FR'],
  ['country', '0032', 'BE'],
  ['country', '1', 'US'],
  ['country', 'nulle part', null],
  ['timeZone', 'Paris', 'Europe/Paris'],
  ['timeZone', 'Europe/Pari', 'Europe/Paris'],
  ['timeZone', 'Heure de Paris', 'Europe/Paris'],
  ['timeZone', 'Bruxelles', 'Europe/Brussels'],
  ['timeZone', '(UTC+01:00) Brussels, Copenhagen, Madrid, Paris', 'Europe/Paris'],
  ['timeZone', 'Romance Standard Time', 'Europe/Paris'],
  ['timeZone', 'Eastern Time - US & Canada', 'America/New_York'],
  ['timeZone', 'Central European Time', 'Europe/Paris'],
  ['timeZone', 'UTC+1', 'Europe/Paris'],
  ['timeZone', 'GMT+02:00', 'Europe/Paris'],
  ['timeZone', '+01:00', 'Europe/Paris'],
  ['timeZone', 'UTC+4', 'Etc/GMT-4'],
  ['timeZone', 'UTC-5', 'Etc/GMT+5'],
  ['timeZone', 'La Réunion', 'Indian/Reunion'],
  ['timeZone', 'Belgique', 'Europe/Brussels'],
  ['timeZone', 'n’importe quoi', null],
  ['locale', 'Fançais', 'fr'],
  ['locale', 'FR - Français', 'fr'],
  ['locale', 'English (United Kingdom)', 'en'],
  ['locale', 'eng', 'en'],
  ['locale', 'klingon', null],
  ['optedOut', 'Ne souhaite plus être contacté', 'yes'],
  ['optedOut', 'Désinscription demandée', 'yes'],
  ['optedOut', 'Oui, par mail', 'yes'],
  ['optedOut', 'pas désinscrit', 'no'],
  ['optedOut', 'Abonné confirmé', 'no'],
  ['optedOut', 'à voir', null],
  ['closer', 'Martin Camille', 'camille@demo.invalid'],
  ['closer', 'Camile Martin', 'camille@demo.invalid'],
  ['closer', 'Jean Valjean', null],
] as const)('what is near a word nobody knows is proposed: %s %s → %s', (kind, value, proposed) =>
  expect(proposalsFor(kind, value, known).proposed).toBe(proposed),
)

it('of several meanings all are shown, the company’s zone first', () => {
  const { choices } = proposalsFor('timeZone', '(UTC+01:00) Brussels, Copenhagen, Madrid, Paris', known)
  expect(choices).toEqual(['Europe/Paris', 'Europe/Brussels', 'Europe/Copenhagen', 'Europe/Madrid'])
})
