import { categoryOf, dearestCost, estimateCost, type RateCard } from './money.pure.ts'

const NOW = 100
const rate = (market: string, priceMicros: number, one: Partial<RateCard> = {}): RateCard => ({
  ...{ market, category: 'marketing', priceMicros, validFrom: 0, freePerMonth: 0 },
  ...one,
})
const rates = [
  rate('', 9),
  rate('33', 5),
  rate('336', 4),
  rate('33', 3, { validFrom: 50 }),
  rate('33', 1, { validFrom: 101 }),
]
const cost = (phone: string, more: RateCard[] = []) => estimateCost([...rates, ...more], phone, 'marketing', NOW)

it.each([
  ['of the longest calling code', '33639980001', 4],
  ['of the longest calling code, with its plus', '+33639980001', 4],
  ['of the youngest that holds', '33139980001', 3],
  ['of everywhere else', '49151', 9],
])('the rate is that %s', (_, phone, expected) => {
  expect(cost(phone)).toBe(expected)
  expect(estimateCost([...rates].reverse(), phone, 'marketing', NOW)).toBe(expected)
})

it('a rate holds from its very instant, and for its category alone', () => {
  expect(cost('3361', [rate('3361', 2, { validFrom: NOW })])).toBe(2)
  expect(cost('3361', [rate('3361', 2, { validFrom: NOW + 1 })])).toBe(4)
  expect(cost('3361', [rate('3361', 2, { category: 'utility' })])).toBe(4)
  expect(estimateCost([rate('33', 5)], '49', 'marketing', NOW)).toBeNull()
})

it('the first messages of a month are free, as many as the rate says', () => {
  const free = [rate('', 7, { freePerMonth: 2 })]
  expect([0, 1, 2].map((sent) => estimateCost(free, '33', 'marketing', NOW, sent))).toEqual([0, 0, 7])
  expect(estimateCost(free, '33', 'marketing', NOW)).toBe(7)
})

it('a country without a rate costs as the dearest whose rate holds now', () => {
  expect(dearestCost([rate('33', 5), rate('49', 8), rate('49', 2, { validFrom: 50 })], 'marketing', NOW)).toBe(5)
  expect(dearestCost([rate('33', 5, { category: 'utility' })], 'marketing', NOW)).toBeNull()
  expect(dearestCost([rate('33', 5, { validFrom: NOW + 1 })], 'marketing', NOW)).toBeNull()
})

it.each([
  ['UTILITY', 'utility'],
  ['authentication', 'authentication'],
  ['marketing_lite', 'marketing'],
  ['', 'marketing'],
])('the category %j is priced as %s', (name, expected) => {
  expect(categoryOf(name)).toBe(expected)
})
