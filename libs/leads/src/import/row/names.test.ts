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
  ['MARIE-CLAUDE DE LA FONTAINE', 'MARIE-CLAUDE', 'DE LA FONTAINE'],
  ['DE LA FONTAINE MARIE-CLAUDE', 'MARIE-CLAUDE', 'DE LA FONTAINE'],
  ['Marie de la TOUR', 'Marie', 'de la TOUR'],
  ['Marie DUPONT de la TOUR', 'Marie', 'DUPONT de la TOUR'],
  ["Jean d'ORMESSON", 'Jean', "d'ORMESSON"],
  ["D'ARTAGNAN CHARLES", 'CHARLES', "D'ARTAGNAN"],
  ["O'BRIEN PATRICK", 'PATRICK', "O'BRIEN"],
  ['YANN LE GOFF', 'YANN', 'LE GOFF'],
  ['Zoé MARTIN épouse DURAND', 'Zoé', 'MARTIN épouse DURAND'],
  ['DURAND née MARTIN Zoé', 'Zoé', 'DURAND née MARTIN'],
  ['Dupont M.', 'Dupont', 'M.'],
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

it.each([
  ['JEAN-PIERRE', 'first', 'Jean-Pierre'],
  ['ÉLÉONORE', 'first', 'Éléonore'],
  ['VAN ANH', 'first', 'Van Anh'],
  ['MARIE-DE-LOURDES', 'first', 'Marie-de-Lourdes'],
  ['DE LA FONTAINE', 'last', 'de la Fontaine'],
  ['de LA FONTAINE', 'last', 'de la Fontaine'],
  ['DE GAULLE', 'last', 'de Gaulle'],
  ['DE SAINT-EXUPÉRY', 'last', 'de Saint-Exupéry'],
  ['SAINT GERMAIN', 'last', 'Saint Germain'],
  ['LE GOFF', 'last', 'Le Goff'],
  ['LA BRUYÈRE', 'last', 'La Bruyère'],
  ['D’ARTAGNAN', 'last', 'd’Artagnan'],
  ["d'ORMESSON", 'last', "d'Ormesson"],
  ["L'HOSTIS", 'last', "L'Hostis"],
  ["O'BRIEN", 'last', "O'Brien"],
  ["N'DIAYE", 'last', "N'Diaye"],
  ['MCDONALD', 'last', 'McDonald'],
  ['McDONALD', 'last', 'McDonald'],
  ['MAC GREGOR', 'last', 'Mac Gregor'],
  ['MACRON', 'last', 'Macron'],
  ['VAN DER BERG', 'last', 'van der Berg'],
  ['VAN', 'last', 'Van'],
  ['BEN SALAH', 'last', 'Ben Salah'],
  ['EL AMRANI', 'last', 'El Amrani'],
  ['DA SILVA', 'last', 'Da Silva'],
  ['PEREIRA DA SILVA', 'last', 'Pereira da Silva'],
  ['DUPONT DE LA TOUR', 'last', 'Dupont de la Tour'],
  ['DURAND NÉE ROUX', 'last', 'Durand née Roux'],
  ['FORD III', 'last', 'Ford III'],
  ['McDonald', 'last', 'McDonald'],
  ['Durand DE LA TOUR', 'last', 'Durand DE LA TOUR'],
] as const)('capitals get small letters, and what is written with care stays: %s (%s)', (text, part, proper) =>
  expect(properCase(text, part)).toBe(proper),
)
