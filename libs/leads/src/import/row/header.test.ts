import { headerScore, readHeader } from './header.ts'
import { placeColumns } from './guess.ts'

/** Rows of a table: a heading that names somebody who is not the lead. */
const OF_OTHERS = [
  'Téléphone du commercial',
  'Mobile vendeur',
  'Contact Owner Phone',
  'Owner Email',
  'E-mail du propriétaire',
  "Assistant's Phone",
  'Asst. Phone',
  'Téléphone de l’assistant(e)',
  'Tél. du parrain',
  'Emergency Phone',
  'Sales Rep Mobile',
]

it.each(OF_OTHERS)('a number or an address of somebody else is never taken for the lead’s: %s', (name) => {
  expect(readHeader(['Prénom', name])[1]).toHaveProperty('key')
  expect(headerScore([name])).toBe(0)
})

it('nor is it recognised by its values when the file has no other number', () => {
  const context = { country: 'FR', statuses: [], now: 0 }
  const placed = placeColumns(['Prénom', 'Téléphone du commercial'], {}, [['Zoé', '06 39 98 00 11']], context)
  expect(placed[1]?.column).toHaveProperty('key')
})

it('the words people head their own numbers with are still understood', () => {
  const own = ['Téléphone', 'Tél. portable', 'Mobile Phone', 'Business Phone', 'Téléphone du gérant', 'user_phone']
  expect(readHeader(own)).toEqual(own.map(() => ({ field: 'phone' })))
})

const guessed = (header: string[], ...rows: string[][]) =>
  placeColumns(header, {}, rows, { country: 'FR', statuses: ['new', 'won', 'lost'], now: 0 }).map(({ column, by }) =>
    column && 'field' in column ? `${column.field} by ${by}` : null,
  )

it('several columns may say that somebody wants no more: each kind of message has its own', () => {
  const header = ['Téléphone', 'Email Opt Out', 'Do Not Call', 'SMS opt-out', 'Unsubscribe count']
  expect(guessed(header)).toEqual(['phone by name', ...Array(3).fill('optedOut by name'), null])
})

it('a column that is named for the phone and empty leaves the numbers to be looked for', () => {
  const header = ['Text Reminder Number', 'Response 1', 'Assistant']
  const rows = (named: string) => guessed(header, [named, '06 39 98 00 11', '06 39 98 00 12'])
  expect(rows('')).toEqual(['phone by name', 'phone by values', null])
  expect(rows('06 39 98 00 13')).toEqual(['phone by name', null, null])
})

it('whole names that begin with the family name are recognised by their values, all of them or none', () => {
  const whole = (...names: string[]) =>
    guessed(['Nom complet', 'Tél'], ...names.map((name) => [name, '06 39 98 00 11']))[0]
  expect(whole('Dupont Marie', 'Le Goff Yann', 'Petit Léo', 'Noir Anne')).toBe('lastFirstName by values')
  expect(whole('Marie Dupont', 'Yann Le Goff', 'Léo Petit', 'Anne Noir')).toBe('fullName by name')
  expect(whole('Noham Martin', 'Zoé Simon')).toBe('fullName by name')
})

it('without a header, names are recognised by their values, and the guess says so', () => {
  const phones = ['06 39 98 00 11', '06 39 98 00 12', '06 39 98 00 13']
  const withPhones = (...columns: string[][]) =>
    guessed(
      ['A', 'B', 'C', 'D'].slice(0, columns.length + 1),
      ...phones.map((phone, row) => [...columns.map((cells) => cells[row] ?? ''), phone]),
    )
  const phone = 'phone by values'
  expect(withPhones(['Zoé Martin', 'Léo PETIT', 'Marie de la Tour'])).toEqual(['fullName by values', phone])
  expect(withPhones(['Bzhaw Kröl', 'Uma Thöl', 'Ŷva Ŵyn'])).toEqual(['fullName by values', phone])
  expect(withPhones(['Martin', 'PETIT', 'de la Tour'], ['Zoé', 'Léo', 'Marie-Claude'])).toEqual([
    'lastName by values',
    'firstName by values',
    phone,
  ])
  expect(withPhones(['Atelier Brume', 'Garage Martin', 'Cèdre SARL'], ['Zoé Martin', 'Léo Petit', 'Ana Roux'])).toEqual(
    [null, 'fullName by values', phone],
  )
  expect(withPhones(['Atelier Brume', 'Garage Martin', 'Cèdre SARL'])).toEqual([null, phone])
  expect(withPhones(['appeler demain', '12 rue Haute', 'vu au salon'])).toEqual([null, phone])
})

it('a heading that says something is no name by its values', () => {
  expect(guessed(['Ville', 'Téléphone'], ['Saint Denis', '0639980011'], ['Jean Macé', '0639980012'])[0]).toBeNull()
})

it.each([
  ['Nom complet du contact', 'fullName'],
  ['Contact Full Name', 'fullName'],
  ['What is your full name?', 'fullName'],
  ['What’s your name?', 'fullName'],
  ['Comment vous appelez-vous ?', 'fullName'],
  ['Votre nom et prénom', 'lastFirstName'],
  ['Person - First name', 'firstName'],
  ['Prénom du prospect', 'firstName'],
  ['Étape du lead', 'status'],
  ['Lead - Labels', 'tags'],
  ['Owner Name', 'closer'],
  ['Nom du commercial', 'closer'],
  ['Suivi par', 'closer'],
  ['Assigné', 'closer'],
  ['WhatsApp Number', 'phone'],
  ['LANDLINE_NUMBER', 'phone'],
  ['Sté', 'company'],
  ['Lead submit time', 'submittedAt'],
  ["Désinscription d'e-mail", 'optedOut'],
  ['Opted Out of SMS', 'optedOut'],
  ['UNSUB_TIME', 'optedOut'],
  ['Date dernier appel', 'lastContactAt'],
])('a heading goes to its field however it is written: %s', (name, field) => {
  expect(readHeader([name])).toEqual([{ field }])
})

it.each([
  'Numéro client',
  'Nom du lead',
  'Deal - ID',
  'Owner Alias',
  'Lead Owner.id',
  'Motif de désinscription',
  'Unsubscribed Mode',
  'Statut de contact marketing',
  'Canal de contact',
  'Libellé',
])('a heading that only looks like one of a field is none: %s', (name) => {
  expect(readHeader([name])[0]).toHaveProperty('key')
})

it('a contact comes before an activity, which may be an e-mail a tool has sent', () => {
  expect(readHeader(['Last Activity Date', 'Last Contacted'])[1]).toEqual({ field: 'lastContactAt' })
  expect(readHeader(['Last Activity Date'])[0]).toEqual({ field: 'lastContactAt' })
})

it('values that say something else than their heading are right, and the guess says so', () => {
  expect(guessed(['Nom', 'Tél'], ['Zoé Martin', '0639980011'], ['Léo Petit', '0639980012'])[0]).toBe(
    'fullName by values',
  )
  expect(guessed(['Nom', 'Tél'], ['Martin', '0639980011'], ['Petit', '0639980012'])[0]).toBe('lastName by name')
  const beside = guessed(
    ['Prénom', 'Nom du contact', 'Tél'],
    ['Zoé', 'Martin', '0639980011'],
    ['Léo', 'Petit', '0639980012'],
  )
  expect(beside[1]).toBe('lastName by values')
  expect(guessed(['Nom', 'Contact'], ['Martin', '0639980011'], ['Petit', '0639980012'])[1]).toBe('phone by values')
  expect(
    guessed(['Nom', 'Client', 'Tél'], ['Martin', 'Non', '0639980011'], ['Petit', 'Oui', '0639980012'])[1],
  ).toBeNull()
  const mailing = guessed(
    ['E-mail', 'Statut', 'Tél'],
    ['a@b.fr', 'Inscrit', '0639980011'],
    ['c@d.fr', 'Désinscrit', '0639980012'],
  )
  expect(mailing[1]).toBe('optedOut by values')
  expect(guessed(['Statut', 'Tél'], ['new', '0639980011'], ['Inscrit', '0639980012'])[0]).toBe('status by name')
})

it('the date of a first contact is not that of the last', () => {
  const now = Date.parse('2026-03-02T09:00:00Z')
  const placed = placeColumns(
    ['Date 1er contact', 'Échange du', 'Tél'],
    {},
    [['20/02/2026', '25/02/2026', '0639980011']],
    { country: 'FR', statuses: [], now },
  )
  expect(placed.map(({ column }) => column)).toMatchObject([
    { key: 'Date_1er_contact' },
    { field: 'lastContactAt' },
    { field: 'phone' },
  ])
})
