import { orderOfCountry, orderShownBy, readDate } from './dates.ts'

const now = Date.parse('2026-12-01T00:00:00Z')
const toInstant = (local: number) => local
const read = (text: string, order: 'dmy' | 'mdy' = 'dmy') => {
  const date = readDate(text, { order, toInstant, now })
  return date === null ? null : date.ok ? new Date(date.at).toISOString().replace('.000Z', '') : 'refused'
}

it.each([
  ['2026-03-02', '2026-03-02T00:00:00'],
  ['2026-03-02 10:15', '2026-03-02T10:15:00'],
  ['2026-03-02T10:15:30.123+01:00', '2026-03-02T09:15:30'],
  ['2026-03-02T10:15:30-0600', '2026-03-02T16:15:30'],
  ['2026/03/02 10:15 AM', '2026-03-02T10:15:00'],
  ['02/03/2026', '2026-03-02T00:00:00'],
  ['2.3.26', '2026-03-02T00:00:00'],
  ['02/03/2026 à 10h15', '2026-03-02T10:15:00'],
  ['02/03/2026 10h', '2026-03-02T10:00:00'],
  ['02/03/2026 12:05 AM', '2026-03-02T00:05:00'],
  ['02/03/2026, 1:05:09 PM', '2026-03-02T13:05:09'],
  ['20 nov. 2026', '2026-11-20T00:00:00'],
  ['lundi 2 mars 2026 10:15', '2026-03-02T10:15:00'],
  ['1er août 2026', '2026-08-01T00:00:00'],
  ['Mar 2, 2026 10:15 pm', '2026-03-02T22:15:00'],
  ['20 avril 2026 à 9 h 05', '2026-04-20T09:05:00'],
  ['lundi 20 avril 2026 à 9 h 05', '2026-04-20T09:05:00'],
  ['20260403', '2026-04-03T00:00:00'],
  ['20261303', 'refused'],
  ['2 juillet 2026', '2026-07-02T00:00:00'],
  ['2 juin 2026', '2026-06-02T00:00:00'],
  ['2-déc-26', '2026-12-02T00:00:00'],
  ['2026/03/02 10:15:00 AM UTC+1', '2026-03-02T09:15:00'],
  ['2026-03-02 10:15:00(UTC+00:00)', '2026-03-02T10:15:00'],
  ['2026/03/02 10:15:00 PM CET', '2026-03-02T21:15:00'],
  ['3/2/2026 10:15:00 EST', '2026-02-03T15:15:00'],
  ['2026-03-02 10:15 demain', 'refused'],
  ['46083', '2026-03-02T00:00:00'],
  ['46083.5', '2026-03-02T12:00:00'],
  ['', null],
  ['31/02/2026', 'refused'],
  ['32/13/2026', 'refused'],
  ['demain', 'refused'],
  ['12345678', 'refused'],
  ['02/03/2026 13:00 PM', 'refused'],
])('reads %s', (text, expected) => expect(read(text)).toBe(expected))

it('the order of day and month is that of the file, unless the date itself shows another', () => {
  expect(read('11/05/2026', 'mdy')).toBe('2026-11-05T00:00:00')
  expect(read('11/05/2026', 'dmy')).toBe('2026-05-11T00:00:00')
  expect(read('25/05/2026', 'mdy')).toBe('2026-05-25T00:00:00')
  expect(orderShownBy('11/25/2026')).toBe('mdy')
  expect(orderShownBy('25/11/2026 10:00')).toBe('dmy')
  expect(orderShownBy('11/05/2026')).toBeNull()
  expect([orderOfCountry('US'), orderOfCountry('FR')]).toEqual(['mdy', 'dmy'])
})

it('years far from now are pointed out', () => {
  const plausible = (text: string) => readDate(text, { order: 'dmy', toInstant, now })
  expect(plausible('02/03/2062')).toMatchObject({ ok: true, isImplausible: true })
  expect(plausible('02/03/1962')).toMatchObject({ ok: true, isImplausible: true })
  expect(plausible('02/03/2026')).toMatchObject({ ok: true, isImplausible: false })
})
