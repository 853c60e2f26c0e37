import { properCase, splitFullName, withoutSalutation } from './names.ts'

it.each([
  ['Zoé Martin', 'Zoé', 'Martin'],
  ['Marie de la Tour', 'Marie', 'de la Tour'],
  ['DUPONT Marie', 'Marie', 'DUPONT'],
  ['Marie DUPONT', 'Marie', 'DUPONT'],
  ['Jean-Pierre LE GALL', 'Jean-Pierre', 'LE GALL'],
  ['Anne Sophie DE LA TOUR', 'Anne Sophie', 'DE LA TOUR'],
  ['Dupont, Marie', 'Marie', 'Dupont'],
  ['M. Paul Roux', 'Paul', 'Roux'],
  ['Dr. Ludwig van der Berg', 'Ludwig', 'van der Berg'],
  ['Léa d’Arc', 'Léa', 'd’Arc'],
  ['de la Tour Marie', 'Marie', 'de la Tour'],
  ['Le Gall Yann', 'Yann', 'Le Gall'],
  ['Ben van Damme', 'Ben', 'van Damme'],
  ['Al Pacino', 'Al', 'Pacino'],
  ['Mme Dupont', '', 'Dupont'],
  ['M. et Mme Roux', '', 'Roux'],
  ['Mr and Mrs Paul Roux', 'Paul', 'Roux'],
  ['Madonna', 'Madonna', ''],
  ['MARIE DUPONT', 'MARIE', 'DUPONT'],
  ['', '', ''],
])('%s is %s and %s', (text, firstName, lastName) => expect(splitFullName(text)).toEqual({ firstName, lastName }))

it.each([
  ['Dupont Marie', 'Marie', 'Dupont'],
  ['Dupont Anne Sophie', 'Anne Sophie', 'Dupont'],
  ['de la Tour Marie', 'Marie', 'de la Tour'],
  ['DUPONT MARIE', 'MARIE', 'DUPONT'],
  ['Marie DUPONT', 'Marie', 'DUPONT'],
  ['Mme Dupont', '', 'Dupont'],
  ['Madonna', 'Madonna', ''],
])('with the last name first, %s is %s and %s', (text, firstName, lastName) =>
  expect(splitFullName(text, 'last-first')).toEqual({ firstName, lastName }),
)

it('a salutation alone is no name, and a name that looks like one stays', () => {
  expect(withoutSalutation('Mme')).toBe('Mme')
  expect(withoutSalutation('M.')).toBe('')
  expect(withoutSalutation('Mr Dr Roux')).toBe('Roux')
  expect(withoutSalutation('Mercedes Roux')).toBe('Mercedes Roux')
})

it('capitals get small letters, and what is written with care stays', () => {
  expect(properCase('JEAN-PIERRE DE LA TOUR')).toBe('Jean-Pierre de la Tour')
  expect(properCase("D'ARTAGNAN")).toBe("D'Artagnan")
  expect(properCase('McDonald')).toBe('McDonald')
  expect(properCase('ÉLÉONORE')).toBe('Éléonore')
})
