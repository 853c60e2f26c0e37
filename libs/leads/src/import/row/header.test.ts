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
