import { isOddName } from './odd-name.ts'

it.each(['Zoé', 'Jean-Pierre', 'O’Neil', 'Marie Ève', 'Li', 'Łukasz', '王芳', 'Anne de La Tour'])(
  'lets %s pass',
  (name) => {
    expect(isOddName(name)).toBe(false)
  },
)
it.each([
  'DUPONT',
  'dupont',
  'test',
  'Jean2',
  'a@b.fr',
  'J',
  'J.',
  'xxx',
  'Mme',
  'Bonjour je suis intéressé merci',
  'Zz/Zz',
])('points at %s', (name) => expect(isOddName(name)).toBe(true))
it('a missing name is not an odd one', () => expect(isOddName('  ')).toBe(false))
