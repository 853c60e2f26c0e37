import fc from 'fast-check'
import { earliestStart, type Pace, paceAt, schedule, slowDown } from './pace.pure.ts'

const SLICE_MS = 100
const fresh: Pace = { nextAt: 0, seenAt: 0, speed: 1, pausedUntil: null, recent: [] }

/** The starts that are planned when somebody asks after each of `waits`, as many as there may be. */
function ask(messagesPerSecond: number, waits: readonly number[]): number[] {
  let pace = fresh
  let now = 0
  return waits.flatMap((wait) => {
    now += wait
    const planned = schedule(paceAt(pace, now), { messagesPerSecond, count: 100, from: now, until: now + SLICE_MS })
    pace = planned.pace
    return planned.starts
  })
}

it('within no second, whenever it begins and however it is asked, more starts than the rate; nothing starts before another', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2_000 })), { maxLength: 120 }),
      (rate, waits) => {
        const starts = ask(rate, waits)
        expect(starts).toEqual([...starts].sort((a, b) => a - b))
        for (const [place, at] of starts.entries())
          expect((starts[place + rate] ?? Infinity) - at).toBeGreaterThanOrEqual(1_000)
      },
    ),
  )
})

it('whoever comes back when told keeps the whole rate, evenly spaced, also when a little late', () => {
  const starts: number[] = []
  let pace = fresh
  let now = 0
  for (let look = 0; now < 60_000; look++) {
    const planned = schedule(paceAt(pace, now), { messagesPerSecond: 80, count: 8, from: now, until: now + SLICE_MS })
    pace = planned.pace
    starts.push(...planned.starts)
    now = Math.max(now, earliestStart(pace, 80, now)) + (look % 3)
  }
  expect(starts.length).toBeGreaterThan(60 * 79)
  for (const [place, at] of starts.entries()) expect((starts[place + 1] ?? Infinity) - at).toBeGreaterThanOrEqual(10)
  expect(pace.recent.length).toBeLessThanOrEqual(100)
})

it('a clock that was wrong stops a number for a second at most', () => {
  const ahead = { ...fresh, nextAt: 9_000_000, recent: [[9_000_000, 80]] as const }
  const { starts } = schedule(paceAt(ahead, 1_000), { messagesPerSecond: 80, count: 8, from: 1_000, until: 1_100 })
  expect(starts).toHaveLength(8)
})

it('a complaint stops the number until its time and slows it, once a pause; quiet brings the speed back', () => {
  let pace = slowDown(paceAt(fresh, 1_000), 2_000, 1_000)
  const slowed = pace.speed
  expect(slowed).toBeLessThan(1)
  pace = slowDown(slowDown(pace, 2_000, 1_100), 2_500, 1_200)
  expect(pace.speed).toBe(slowed)
  expect(earliestStart(pace, 80, 1_500)).toBe(2_500)
  expect(schedule(pace, { messagesPerSecond: 80, count: 8, from: 1_500, until: 1_600 }).starts).toEqual([])
  const after = paceAt(pace, 2_600)
  expect(after.pausedUntil).toBeNull()
  const { starts } = schedule(after, { messagesPerSecond: 80, count: 80, from: 2_600, until: 3_600 })
  expect(starts.length).toBeLessThanOrEqual(80 * slowed + 10)
  expect(slowDown(after, 4_000, 3_000).speed).toBeLessThan(slowed)
  expect(paceAt(after, 10_000).speed).toBeGreaterThan(0.97)
  expect(paceAt(after, 20_000).speed).toBeLessThan(1)
  expect(paceAt(after, 150_000).speed).toBe(1)
})
