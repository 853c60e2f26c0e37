import fc from 'fast-check'
import { latestSlot, nextSlots, scheduleRefusal } from './schedule.ts'

const paris = (cron: string) => ({ cron, timeZone: 'Europe/Paris' })
const iso = (slots: number[]) => slots.map((at) => new Date(at).toISOString().slice(0, 16))

it('every six hours by the wall clock, on both days the clocks change', () => {
  const schedule = paris('0 */6 * * *')
  expect(iso(nextSlots(schedule, Date.parse('2026-03-28T22:59:00Z'), 5))).toEqual([
    '2026-03-28T23:00',
    '2026-03-29T04:00',
    '2026-03-29T10:00',
    '2026-03-29T16:00',
    '2026-03-29T22:00',
  ])
  expect(iso(nextSlots(schedule, Date.parse('2026-10-24T21:59:00Z'), 5))).toEqual([
    '2026-10-24T22:00',
    '2026-10-25T05:00',
    '2026-10-25T11:00',
    '2026-10-25T17:00',
    '2026-10-25T23:00',
  ])
})

it('a slot in the hour that is skipped moves forward, and one in the doubled hour fires once', () => {
  const schedule = paris('30 2 * * *')
  const slotsFrom = (from: string) => iso(nextSlots(schedule, Date.parse(from), 2))
  expect(slotsFrom('2026-03-28T12:00:00Z')).toEqual(['2026-03-29T01:00', '2026-03-30T00:30'])
  expect(slotsFrom('2026-10-24T12:00:00Z')).toEqual(['2026-10-25T00:30', '2026-10-26T01:30'])
})

it('the latest slot and the number missed before it are those of a walk from slot to slot', () => {
  const crons = fc.constantFrom('0 */6 * * *', '0 * * * *', '0 9 * * 1-5', '30 2 * * *', '0 0 1 * *')
  const start = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 1) })
  fc.assert(
    fc.property(crons, start, fc.integer({ min: 0, max: 20 * 86_400_000 }), (cron, from, span) => {
      const walked = nextSlots(paris(cron), from, 500).filter((slot) => slot <= from + span)
      const latest = latestSlot(paris(cron), from, from + span)
      expect(latest).toEqual(walked.length === 0 ? null : { slotAt: walked.at(-1), missed: walked.length - 1 })
    }),
    { numRuns: 30 },
  )
})

it('finds the latest slot after a year of every minute', () => {
  const now = Date.UTC(2027, 0, 1, 0, 0, 30)
  expect(latestSlot(paris('* * * * *'), Date.UTC(2026, 0, 1), now)).toEqual({ slotAt: now - 30_000, missed: 1_000 })
})

it.each([
  ['0 0 31 2 *', 'cron_never_fires'],
  ['every day', 'cron_unreadable'],
  ['* * *', 'cron_unreadable'],
  ['61 * * * *', 'cron_unreadable'],
  ['0 */6 * * *', null],
])('%s: %s', (cron, refusal) => {
  expect(scheduleRefusal(paris(cron), Date.UTC(2026, 0, 1))).toBe(refusal)
})

it('refuses an unknown zone', () => {
  expect(scheduleRefusal({ cron: '0 9 * * *', timeZone: 'Europe/Pari' }, 0)).toBe('time_zone_unknown')
})
