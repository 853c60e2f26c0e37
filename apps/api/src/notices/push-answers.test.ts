import { outcomeOf, readRetryAfter } from './push-answers.pure.ts'

const status = (code: number, retryAfterMs: number | null = null) => ({ status: code, retryAfterMs })

it.each([
  [201, 'sent'],
  [202, 'sent'],
  [404, 'gone'],
  [410, 'gone'],
  [400, 'refused'],
  [403, 'refused'],
  [413, 'refused'],
  [429, 'again'],
  [500, 'again'],
  [503, 'again'],
])('%i: %s', (code, kind) => {
  expect(outcomeOf(status(code), 1).kind).toBe(kind)
})

it('what certainly did not arrive is tried again, later each time, and given up in the end', () => {
  const waits = [1, 2, 3, 4].map((tries) => outcomeOf(status(503), tries))
  expect(waits).toEqual([5_000, 20_000, 80_000, 320_000].map((afterMs) => ({ kind: 'again', afterMs })))
  expect(outcomeOf(status(503), 5)).toEqual({ kind: 'given_up' })
  expect(outcomeOf({ status: null, code: 'ECONNREFUSED' }, 1)).toMatchObject({ kind: 'again' })
})

it('what may have arrived is not sent again: the phone would ring twice', () => {
  for (const code of ['TimeoutError', 'ECONNRESET', 'UND_ERR_SOCKET'])
    expect(outcomeOf({ status: null, code }, 1)).toEqual({ kind: 'unknown' })
})

it('a service says itself how long to wait, up to an hour', () => {
  expect(outcomeOf(status(429, 90_000), 1)).toEqual({ kind: 'again', afterMs: 90_000 })
  expect(outcomeOf(status(429, 1), 1)).toEqual({ kind: 'again', afterMs: 5_000 })
  expect(outcomeOf(status(429, 86_400_000), 1)).toEqual({ kind: 'again', afterMs: 3_600_000 })
  const now = Date.parse('2026-03-10T09:00:00Z')
  expect([
    readRetryAfter('120', now),
    readRetryAfter('Tue, 10 Mar 2026 09:01:00 GMT', now),
    readRetryAfter('Tue, 10 Mar 2026 08:00:00 GMT', now),
    readRetryAfter('soon', now),
    readRetryAfter(null, now),
  ]).toEqual([120_000, 60_000, 0, null, null])
})
