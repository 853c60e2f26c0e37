/** What was confirmed without a connection counts from when it was said, as far as that can be. */
import { confirmedAt } from './confirmed.pure.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.parse('2026-12-01T10:00:00Z')
const item = (deliverAt: number, lastRelanceAt: number | null = deliverAt) => ({ deliverAt, lead: { lastRelanceAt } })

it('counts from when it was said', () =>
  expect(confirmedAt(item(NOW - DAY), 3 * HOUR, NOW)).toEqual({
    at: NOW - 3 * HOUR,
    pacedAt: NOW - 3 * HOUR,
    settledAt: NOW - 3 * HOUR,
  }))

it('told at once, is now: also of what was put off to later', () => {
  expect(confirmedAt(item(NOW - DAY), 0, NOW)).toEqual({ at: NOW, pacedAt: NOW })
  expect(confirmedAt(item(NOW + DAY), 5 * HOUR, NOW)).toEqual({ at: NOW, pacedAt: NOW })
})

it.each([
  ['in the future', -HOUR, NOW],
  ['before it was delivered', 3 * DAY, NOW - 2 * DAY],
])('is not %s', (_, agoMs, at) => expect(confirmedAt(item(NOW - 2 * DAY), agoMs, NOW).at).toBe(at))

it('is at most seven days ago', () => expect(confirmedAt(item(NOW - 60 * DAY), 30 * DAY, NOW).at).toBe(NOW - 7 * DAY))

it('the gap counts from what has reached the lead since', () =>
  expect(confirmedAt(item(NOW - DAY, NOW - HOUR), 3 * HOUR, NOW)).toMatchObject({
    at: NOW - 3 * HOUR,
    pacedAt: NOW - HOUR,
  }))
