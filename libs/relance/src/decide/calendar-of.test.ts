import { calendarOf, countryOf } from './calendar-of.ts'
import { aFrequency, aPlan, aRule } from './test/cases.ts'

const companyDays = new Set(['2026-05-01'])
const belgianDays = new Set(['2026-07-21'])
const countryHolidays = {
  countryOf: (phone: string) => (phone.startsWith('+32') ? 'BE' : phone.startsWith('+33') ? 'FR' : null),
  days: new Map([['BE', belgianDays]]),
}
const plan = aPlan([], { holidays: companyDays, countryHolidays })
const rule = aRule('r', { frequency: aFrequency({ timeZone: 'Europe/Lisbon' }) })
const belgian = '+32470000000'

it.each<[string, string | null, string | null, string]>([
  ['the lead’s own zone', 'Asia/Tokyo', 'Europe/Lisbon', 'Asia/Tokyo'],
  ['the frequency’s, where the lead has none', null, 'Europe/Lisbon', 'Europe/Lisbon'],
  ['the frequency’s, where the lead’s is none', 'Mars/Olympus', 'Europe/Lisbon', 'Europe/Lisbon'],
  ['the company’s, where neither has one', null, null, 'Europe/Paris'],
])('days are counted in %s', (_, timeZone, ofFrequency, expected) => {
  const counted = aRule('r', { frequency: aFrequency({ timeZone: ofFrequency }) })
  expect(calendarOf(plan, counted, { timeZone }).timeZone).toBe(expected)
})

it('holidays are those of the lead’s country where they count and are known, else the company’s', () => {
  const daysOf = (asked: typeof plan, phone?: string | null) =>
    calendarOf(asked, rule, { timeZone: null, ...(phone !== undefined && { phone }) }).holidays
  expect(daysOf(plan, belgian)).toBe(belgianDays)
  expect(daysOf(plan, '+33639980012')).toBe(companyDays)
  expect(daysOf(plan, '+10000')).toBe(companyDays)
  expect(daysOf(plan, null)).toBe(companyDays)
  expect(daysOf(plan)).toBe(companyDays)
  expect(daysOf({ ...plan, countryHolidays: null }, belgian)).toBe(companyDays)
})

it('a lead has a country by its number alone, and only where it counts', () => {
  expect(countryOf(plan, { timeZone: null, phone: belgian })).toBe('BE')
  expect(countryOf(plan, { timeZone: null, phone: null })).toBeNull()
  expect(countryOf({ ...plan, countryHolidays: null }, { timeZone: null, phone: belgian })).toBeNull()
})
