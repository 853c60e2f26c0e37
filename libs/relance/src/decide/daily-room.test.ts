import { createDailyRoom, type Occupied, type OverdueStep } from './daily-room.ts'

/** 10:00 in Paris. */
const TUESDAY = Date.parse('2026-03-10T09:00:00Z')
const timeZone = 'Europe/Paris'

const stepOn = (days: number[], more: Partial<OverdueStep> = {}): OverdueStep => ({
  closerId: 'ana',
  ruleId: 'rule',
  frequency: {
    steps: [{ after: { value: 1, unit: 'days' } }],
    window: { days, from: '09:00', to: '18:00' },
    skipHolidays: true,
    timeZone: null,
  },
  calendar: { timeZone, holidays: new Set() },
  ...more,
})
const WEEKDAYS = [1, 2, 3, 4, 5]
const roomOf = (limit: number, occupied: Occupied = new Map(), takers: string[] = []) => {
  const from = createDailyRoom(occupied, { limit, timeZone, now: TUESDAY, takers })
  return (step: OverdueStep) => new Date(from(step)).toISOString()
}

it('a step is due when it was, as long as the day on which it is delivered has room', () => {
  const room = roomOf(2)
  const now = new Date(TUESDAY).toISOString()
  expect([room(stepOn(WEEKDAYS)), room(stepOn(WEEKDAYS))]).toEqual([now, now])
  // Delivered on Saturday, whose room is its own.
  expect(room(stepOn([6, 7]))).toBe(now)
  const thursday = Date.parse('2026-03-12T10:00:00Z')
  expect(room(stepOn(WEEKDAYS, { dueAt: thursday }))).toBe(new Date(thursday).toISOString())
})

it('what finds its day full waits for the beginning of the next day of delivery that has room, each inbox for itself', () => {
  const room = roomOf(1, new Map([['ana 2026-03-10', 1]]))
  expect(room(stepOn(WEEKDAYS))).toBe('2026-03-10T23:00:00.000Z')
  expect(room(stepOn(WEEKDAYS))).toBe('2026-03-11T23:00:00.000Z')
  expect(room(stepOn(WEEKDAYS, { closerId: null }))).toBe(new Date(TUESDAY).toISOString())
  expect(room(stepOn(WEEKDAYS, { closerId: null }))).toBe('2026-03-10T23:00:00.000Z')
})

it('what belongs to nobody takes the room that those who may take it have left', () => {
  const room = roomOf(
    2,
    new Map([
      ['ana 2026-03-10', 1],
      ['ben 2026-03-10', 2],
    ]),
    ['ana', 'ben'],
  )
  const days = Array.from({ length: 6 }, () => room(stepOn(WEEKDAYS, { closerId: null })).slice(0, 10))
  expect(days).toEqual(['2026-03-10', ...Array(4).fill('2026-03-10'), '2026-03-11'])
})
