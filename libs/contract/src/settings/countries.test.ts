import { isCountry } from '@relance/leads/core'
import { COUNTRIES } from './countries.ts'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

it('every country the API takes can be chosen, and no other', () => {
  const taken = LETTERS.flatMap((one) => LETTERS.map((other) => one + other)).filter(isCountry)
  expect(COUNTRIES).toEqual(taken)
})
