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
