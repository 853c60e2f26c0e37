/** What waits for somebody who is away is never left lying: it goes to a stand-in who is there, or comes when they are back. */
import fc from 'fast-check'
import { type Absence, absenceOn, cover, lastDayAway } from './absences.pure.ts'
import { dayAfter } from '../decide/calendar.ts'
import { aFrequency } from '../decide/test/cases.ts'

const away = (fromOn: string, toOn: string, userId = 'ada', standInId: string | null = null): Absence => ({
  ...{ userId, fromOn: `2026-03-${fromOn}`, toOn: `2026-03-${toOn}`, standInId },
})

describe('on a day', () => {
  const week = away('10', '14')
  it.each([
    ['09', false],
    ['10', true],
    ['12', true],
    ['14', true],
    ['15', false],
  ])('the %s, both ends of an absence count: %s', (day, isAway) => {
    expect(absenceOn([week], 'ada', `2026-03-${day}`)).toBe(isAway ? week : null)
  })

  it('nobody is away for another person', () => {
    expect(absenceOn([week], 'bob', '2026-03-12')).toBeNull()
    expect(absenceOn([], 'ada', '2026-03-12')).toBeNull()
  })

  it('of several absences the one that ends last counts, and of those the first', () => {
    const [short, long, same] = [away('10', '12'), away('11', '16'), away('09', '16')]
    expect(absenceOn([short, long], 'ada', '2026-03-11')).toBe(long)
    expect(absenceOn([long, short], 'ada', '2026-03-11')).toBe(long)
    expect(absenceOn([long, same], 'ada', '2026-03-11')).toBe(long)
  })
})

describe('the last day away', () => {
  const week = away('10', '14')
  it.each<[string, Absence[], string]>([
    ['is that of the absence', [week], '14'],
    ['is that of the next one, where it begins the day after', [week, away('15', '17')], '17'],
    ['is that of the absence, where a day lies between', [week, away('16', '17')], '14'],
    ['is that of the last in a chain', [away('18', '20'), week, away('15', '17')], '20'],
    ['is that of the absence, where another person is away next', [week, away('15', '17', 'bob')], '14'],
  ])('%s', (_, absences, expected) => {
    expect(lastDayAway(absences, week)).toBe(`2026-03-${expected}`)
  })

  it('is followed by a day on which they are there, and no day before it is one', () => {
    const day = fc.integer({ min: 10, max: 28 })
    const one = fc.tuple(day, day).map(([a, b]) => away(String(Math.min(a, b)), String(Math.max(a, b))))
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 5 }), (absences) => {
        const [first] = absences as [Absence]
        const last = lastDayAway(absences, first)
        expect(absenceOn(absences, 'ada', dayAfter(last))).toBeNull()
        for (let on = first.fromOn; on <= last; on = dayAfter(on)) expect(absenceOn(absences, 'ada', on)).not.toBeNull()
      }),
    )
  })
})

describe('an open relance of somebody who is away', () => {
  const PARIS = { timeZone: 'Europe/Paris', holidays: new Set<string>() }
  const covered = (absences: Absence[], frequency = aFrequency(), calendar = PARIS) =>
    cover(absences[0] as Absence, absences, '2026-03-10', frequency, calendar, 'Europe/Paris')
  const putOffTo = (iso: string) => ({ kind: 'put_off', deliverAt: Date.parse(iso) })

  it('is handed to the stand-in, if they are there', () => {
    const mine = away('09', '11', 'ada', 'bob')
    expect(covered([mine])).toEqual({ kind: 'hand_over', closerId: 'bob' })
    expect(covered([mine, away('11', '12', 'bob')])).toEqual({ kind: 'hand_over', closerId: 'bob' })
    expect(covered([mine, away('10', '10', 'bob')])).toEqual(putOffTo('2026-03-12T08:00:00Z'))
  })

  it('is put off to the first opening once they are back, at the end of all their absences', () => {
    expect(covered([away('09', '11')])).toEqual(putOffTo('2026-03-12T08:00:00Z'))
    expect(covered([away('09', '11'), away('12', '13')])).toEqual(putOffTo('2026-03-16T08:00:00Z'))
  })

  it('days of absence are those of the company, openings those of the lead', () => {
    const tokyo = { ...PARIS, timeZone: 'Asia/Tokyo' }
    // Midnight in Paris is eight in the morning in Tokyo.
    expect(covered([away('09', '11')], aFrequency(), tokyo)).toEqual(putOffTo('2026-03-12T00:00:00Z'))
  })

  it('does not come at midnight under a window without night', () => {
    const always = aFrequency({ window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' } })
    expect(covered([away('09', '11')], always)).toEqual(putOffTo('2026-03-12T08:00:00Z'))
  })

  it('waits where it is, where no window opens any more', () => {
    const never = aFrequency({ window: { days: [], from: '09:00', to: '18:00' } })
    expect(covered([away('09', '11')], never)).toEqual({ kind: 'leave' })
  })
})
