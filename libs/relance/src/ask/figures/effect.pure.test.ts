import { annoys, compare, neededFor, shareOf } from './effect.pure.ts'

it('bounds a share as the literature does, and never beyond 0 and 1', () => {
  // Newcombe (1998), table I: 81 of 263 and 0 of 20.
  const usual = shareOf(81, 263)
  expect(usual.low).toBeCloseTo(0.2553, 4)
  expect(usual.high).toBeCloseTo(0.3662, 4)
  const none = shareOf(0, 20)
  expect(none).toMatchObject({ share: 0, low: 0 })
  expect(none.high).toBeCloseTo(0.1611, 4)
  expect(shareOf(20, 20)).toMatchObject({ share: 1, high: 1 })
  expect(shareOf(0, 0)).toMatchObject({ share: null, low: null })
})

it('asks for as many on each side as five points need', () => {
  // 7.5 % against 12.5 %: about 560 on each side; 47.5 % against 52.5 %: about 1,566.
  expect(Math.abs(neededFor(0.1) - 565)).toBeLessThan(15)
  expect(Math.abs(neededFor(0.5) - 1_566)).toBeLessThan(10)
  expect(neededFor(0)).toBeGreaterThanOrEqual(100)
})

it('does not judge too early, judges a clear difference, and finds none where there is none', () => {
  expect(compare(shareOf(30, 200), shareOf(10, 200))).toMatchObject({ verdict: 'too_early', chance: null })
  const clear = compare(shareOf(300, 2_000), shareOf(200, 2_000))
  expect(clear).toMatchObject({ verdict: 'first_better', difference: expect.closeTo(0.05, 10) })
  // chi-square 22.857 on one degree of freedom.
  expect(clear.chance).toBeCloseTo(1.74e-6, 7)
  expect(compare(shareOf(200, 2_000), shareOf(300, 2_000)).verdict).toBe('second_better')
  expect(compare(shareOf(205, 2_000), shareOf(200, 2_000)).verdict).toBe('no_difference')
  expect(compare(shareOf(0, 0), shareOf(0, 0)).verdict).toBe('too_early')
})

it('cries wolf about once in twenty where chance alone is at work', () => {
  let seed = 7
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const drawn = () => shareOf(Array.from({ length: 700 }, random).filter((one) => one < 0.1).length, 700)
  let found = 0
  for (let round = 0; round < 1_000; round++) if (compare(drawn(), drawn()).verdict !== 'no_difference') found++
  expect(found).toBeGreaterThan(20)
  expect(found).toBeLessThan(90)
})

it('a step annoys when more than the percentage opted out, and enough was sent', () => {
  expect(annoys({ sent: 100, optedOut: 6 }, 5)).toBe(true)
  expect(annoys({ sent: 100, optedOut: 5 }, 5)).toBe(false)
  expect(annoys({ sent: 19, optedOut: 19 }, 5)).toBe(false)
})
