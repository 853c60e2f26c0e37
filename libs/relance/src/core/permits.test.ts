import fc from 'fast-check'
import { permitsAt, refill, slowDown } from './permits.ts'

const full = { permits: 0, refilledAt: 0, speed: 1, pausedUntil: null }

it('over any ten seconds, however it is asked, no more leaves than the rate and one burst', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 40 }),
      (rate, waits) => {
        let bucket = full
        let now = 0
        let sent = 0
        for (const wait of waits) {
          now = Math.min(10_000, now + wait)
          bucket = refill(bucket, rate, now) as typeof full
          const granted = Math.floor(bucket.permits)
          sent += granted
          bucket = { ...bucket, permits: bucket.permits - granted }
        }
        expect(sent).toBeLessThanOrEqual((now / 1_000) * rate + 1)
      },
    ),
  )
})

it('a complaint stops the number until its time, then a complaint more halves its speed, and quiet brings it back', () => {
  let bucket = refill({ ...full, permits: 80 }, 80, 1_000)
  bucket = slowDown(slowDown(slowDown(slowDown(bucket, 2_000), 2_000), 2_000), 2_000)
  expect(bucket.speed).toBeLessThanOrEqual(0.1)
  expect(permitsAt(bucket, 80, 1, 1_500)).toBe(2_000)
  const after = refill(bucket, 80, 3_000)
  expect(after.pausedUntil).toBeNull()
  expect(after.permits).toBeLessThan(9)
  expect(refill(after, 80, 60_000).speed).toBe(1)
})
