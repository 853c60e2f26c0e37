import { previewFrequency } from './preview-frequency.ts'

const WEEKDAYS = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
const days = (value: number) => ({ after: { value, unit: 'days' as const } })
const PARIS = { timeZone: 'Europe/Paris', holidays: new Set(['2026-04-06']) }

it('counts each step from the delivery of the one before, and says what moved it', () => {
  const frequency = { steps: [days(3), days(2), days(1)], window: WEEKDAYS, skipHolidays: true, timeZone: null }
  // Wednesday 1 April 2026, 20:00 in Paris; Monday 6 April is Easter Monday.
  const steps = previewFrequency(frequency, PARIS, Date.parse('2026-04-01T18:00:00Z'))
  expect(
    steps.map(({ step, dueAt, deliverAt, shifts }) => [
      step,
      new Date(dueAt).toISOString(),
      deliverAt && new Date(deliverAt).toISOString(),
      shifts,
    ]),
  ).toEqual([
    [1, '2026-04-04T18:00:00.000Z', '2026-04-07T07:00:00.000Z', ['day_not_allowed', 'holiday', 'outside_hours']],
    [2, '2026-04-09T07:00:00.000Z', '2026-04-09T07:00:00.000Z', []],
    [3, '2026-04-10T07:00:00.000Z', '2026-04-10T07:00:00.000Z', []],
  ])
})

it('ends where the window never opens', () => {
  const holidays = new Set(
    Array.from({ length: 500 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)),
  )
  const frequency = { steps: [days(1), days(1)], window: WEEKDAYS, skipHolidays: true, timeZone: null }
  const steps = previewFrequency(frequency, { timeZone: 'UTC', holidays }, Date.UTC(2026, 0, 1))
  expect(steps).toHaveLength(1)
  expect(steps[0]?.deliverAt).toBeNull()
})
