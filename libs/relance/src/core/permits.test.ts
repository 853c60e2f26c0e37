import fc from 'fast-check'
import { type Bucket, grant, permitsAt, permitsOf, refill, slowDown } from './permits.ts'

const empty: Bucket = { permits: 0, refilledAt: 0, speed: 1, pausedUntil: null, recent: [] }

/** What is granted when somebody asks after each of `waits`, as much as there is. */
function ask(rate: number, waits: readonly number[]): { at: number; count: number }[] {
  let bucket = empty
  let now = 0
  return waits.map((wait) => {
    now += wait
    bucket = refill(bucket, rate, now)
    const { granted } = permitsOf(bucket, rate, 100, now)
    bucket = grant(bucket, granted, now)
    return { at: now, count: granted }
  })
}

it('within no second, whenever it begins and however it is asked, more is granted than the rate', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2_000 })), { maxLength: 120 }),
      (rate, waits) => {
        const grants = ask(rate, waits)
        for (const { at: from } of grants) {
          const within = grants.filter(({ at }) => at >= from && at < from + 1_000)
          expect(within.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(rate)
        }
      },
    ),
  )
})

it('whoever comes back when told keeps the whole rate, also when a little late', () => {
  let bucket = empty
  let now = 0
  let sent = 0
  for (let look = 0; now < 60_000; look++) {
    bucket = refill(bucket, 80, now)
    const { granted, nextAt } = permitsOf(bucket, 80, 8, now)
    bucket = grant(bucket, granted, now)
    sent += granted
    now = Math.max(now, nextAt ?? now) + (look % 3)
  }
  expect(sent).toBeGreaterThan(60 * 79)
  expect(bucket.recent.length).toBeLessThanOrEqual(50)
})

it('a clock that was wrong stops a number for a second at most', () => {
  const ahead = { ...empty, recent: [[9_000_000, 80]] as const }
  expect(permitsOf(refill({ ...ahead, permits: 8 }, 80, 1_000), 80, 8, 1_000).granted).toBe(8)
})

it('a complaint stops the number until its time and slows it, once a pause; quiet brings the speed back', () => {
  let bucket = refill({ ...empty, permits: 80 }, 80, 1_000)
  bucket = slowDown(slowDown(slowDown(bucket, 2_000, 1_000), 2_000, 1_100), 2_500, 1_200)
  expect(bucket.speed).toBe(0.8)
  expect(permitsAt(bucket, 80, 1, 1_500)).toBe(2_500)
  expect(permitsOf(bucket, 80, 8, 1_500)).toEqual({ granted: 0, nextAt: 2_500 })
  const after = refill(bucket, 80, 2_600)
  expect(after.pausedUntil).toBeNull()
  expect(after.permits).toBeLessThan(9)
  expect(slowDown(after, 4_000, 3_000).speed).toBeLessThan(0.65)
  expect(refill(after, 80, 60_000).speed).toBe(1)
})
