/** A day is typed as its reader writes it, and is never another day than the one that was meant. */
import { dayPattern, dayText, minuteText, readTyped, regionOf } from './typed-instant.ts'

const FRENCH = { day: 'j', month: 'm', year: 'a' }
const at = (year: number, month: number, day: number, hour = 0, minute = 0) =>
  new Date(year, month - 1, day, hour, minute)

it.each([
  ['fr', '03/12/2026', at(2026, 12, 3)],
  ['fr', '3-12-26', at(2026, 12, 3)],
  ['fr', '3.12.2026 9h05', at(2026, 12, 3, 9, 5)],
  ['fr', '03/12/2026 14:30', at(2026, 12, 3, 14, 30)],
  ['fr', '03/12/2026 à 14 h', at(2026, 12, 3, 14)],
  ['en', '12/03/2026', at(2026, 12, 3)],
  ['en', '12/3/2026, 2:30 PM', at(2026, 12, 3, 14, 30)],
  ['en', '12/3/2026 12:05 am', at(2026, 12, 3, 0, 5)],
  ['en-GB', '03/12/2026 14:30', at(2026, 12, 3, 14, 30)],
  ['fr-CA', '2026-12-03 14 h 30', at(2026, 12, 3, 14, 30)],
  ['fr', '2026-12-03T14:30', at(2026, 12, 3, 14, 30)],
])('%s: %j', (locale, text, expected) => expect(readTyped(text, locale)).toEqual(expected))

it.each([
  '',
  '31/02/2026',
  '12/31/2026',
  '03/12',
  '03/12/1926',
  '03/12/2026 25:00',
  '03/12/2026 9:75',
  '3/12/226',
  'demain',
])('is no day in French: %j', (text) => expect(readTyped(text, 'fr')).toBeNull())

it('a day without a time begins at the hour asked for', () =>
  expect(readTyped('03/12/2026', 'fr', 9)).toEqual(at(2026, 12, 3, 9)))

it.each(['fr', 'en', 'en-GB', 'fr-CA', 'fr-CH'])('reads what it writes in %s', (locale) => {
  const moment = at(2026, 12, 3, 14, 30)
  expect(readTyped(minuteText(moment, locale), locale)).toEqual(moment)
  expect(readTyped(dayText(moment, locale), locale)).toEqual(at(2026, 12, 3))
})

it('shows the order to type in', () => {
  expect(dayPattern('fr', FRENCH)).toBe('jj/mm/aaaa')
  expect(dayPattern('en', { day: 'd', month: 'm', year: 'y' })).toBe('mm/dd/yyyy')
})

it('takes the variety of the language that the browser asks for', () => {
  expect(regionOf('en', ['fr-FR', 'en-GB'])).toBe('en-GB')
  expect(regionOf('fr', ['en-US'])).toBe('fr')
})
