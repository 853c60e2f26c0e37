/** What is refused as a password, and why. */
import { ratePassword } from './password-strength.ts'

const ABOUT = ['Toitures Lemaire', 'Camille Durand', 'camille.durand@toitures-lemaire.fr']
const faultOf = (password: string) => ratePassword(password, ABOUT).fault

it.each([
  ['court', 'password_weak'],
  ['password1234', 'password_common'],
  ['motdepasse123', 'password_guessable'],
  ['azertyuiop123', 'password_pattern'],
  ['aaaaaaaaaaaaaa', 'password_pattern'],
  ['Printemps2026!', 'password_guessable'],
  ['Marseille13000', 'password_guessable'],
  ['CamilleDurand2026', 'password_personal'],
  ['durandcamille1!', 'password_personal'],
  ['Toitures-Lemaire-75', 'password_personal'],
  ['relance-toitures-2026', 'password_personal'],
  ['Rélance2026!!', 'password_personal'],
] as const)('%s is refused: %s', (password, fault) => {
  expect(faultOf(password)).toBe(fault)
})

it.each([
  'un mot de passe assez long',
  'cheval orange pile agrafe',
  'xK3-pQ9z_lmA7',
  'le chat de Camille mange des pivoines',
])('%s is taken', (password) => expect(faultOf(password)).toBeNull())

it('somebody else’s name is a word like any other, and names of two letters forbid nothing', () => {
  expect(ratePassword('durand cheval orange pile', ['Li Wu', 'li@demo.invalid']).fault).toBeNull()
})

it('a text of any length is read in part, so that none takes long', () => {
  expect(faultOf(`${'a'.repeat(32)} cheval orange pile agrafe`)).toBe('password_pattern')
})

it('rates what will be hashed: look-alikes of a common password are the same password', () => {
  expect(faultOf('ｐａｓｓｗｏｒｄ１２３４')).toBe(faultOf('password1234'))
  expect(faultOf('password1234')).not.toBeNull()
})
