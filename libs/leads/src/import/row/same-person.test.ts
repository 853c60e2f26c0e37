import { isSamePerson } from './same-person.ts'

const zoe = { firstName: 'Zoé', lastName: 'Martin', email: 'zoe@demo.invalid' }

it('the same address or the same whole name is the same person', () => {
  expect(isSamePerson(zoe, { firstName: null, lastName: null, email: 'ZOE@demo.invalid' })).toBe(true)
  expect(isSamePerson(zoe, { firstName: 'MARTIN', lastName: 'Zoe', email: null })).toBe(true)
})

it('another person, or one of whom nothing is said, is not', () => {
  expect(isSamePerson(zoe, { firstName: 'Léo', lastName: 'Martin', email: null })).toBe(false)
  expect(isSamePerson(zoe, { firstName: 'Zoé', lastName: '', email: null })).toBe(false)
  expect(isSamePerson({ firstName: '', lastName: '', email: null }, { firstName: '', lastName: '', email: null })).toBe(
    false,
  )
})
