import fc from 'fast-check'
import { readMobile } from './phone.ts'

const fiction = fc.integer({ min: 0, max: 9_999 }).map((n) => String(n).padStart(4, '0'))
const ARABIC = '٠١٢٣٤٥٦٧٨٩'
const FULLWIDTH = '０１２３４５６７８９'
const written = (digits: string, alphabet: string) => digits.replace(/\d/g, (digit) => alphabet[Number(digit)] ?? digit)
const separator = fc.constantFrom('', ' ', '.', '-', ' ', '/')

it('one number is one lead, however it is written', () => {
  const spellings = fc.record({
    last: fiction,
    between: separator,
    alphabet: fc.constantFrom('0123456789', ARABIC, FULLWIDTH),
    form: fc.integer({ min: 0, max: 5 }),
  })
  fc.assert(
    fc.property(spellings, ({ last, between, alphabet, form }) => {
      const pairs = ['39', '98', last.slice(0, 2), last.slice(2)].join(between)
      const forms = [
        `06${between}${pairs}`,
        `+33 6${between}${pairs}`,
        `0033 6${between}${pairs}`,
        `+33 (0)6${between}${pairs}`,
        `\u200e06${between}${pairs}\u202c`,
        `tel:+33 6${between}${pairs}`,
      ]
      expect(readMobile(written(forms[form] ?? '', alphabet), 'FR')).toEqual({ ok: true, phone: `+3363998${last}` })
    }),
    { numRuns: 5_000 },
  )
})

it('what is read is E.164, and reading it again gives the same; the rest is refused', () => {
  const texts = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789+() .-/x#;=,٠١٢０１２\u200b\u200e\u202e'), maxLength: 45 }),
    fc.string({ unit: 'binary', maxLength: 45 }),
  )
  fc.assert(
    fc.property(texts, fc.constantFrom('FR', 'BE', 'US', 'MA', 'GB'), (text, country) => {
      const read = readMobile(text, country)
      if (!read.ok) return
      expect(read.phone).toMatch(/^\+[1-9]\d{6,14}$/)
      for (const other of ['FR', 'US', country]) expect(readMobile(read.phone, other)).toEqual(read)
    }),
    { numRuns: 20_000 },
  )
})

it.each([
  '06 39 98 00 12 ext. 4',
  '06 39 98 00 12;ext=4',
  '0639980012x4',
  '1'.repeat(40),
  '+33',
  '06 39 98 00',
  'javascript:1',
])('refuses %s', (text) => expect(readMobile(text, 'FR').ok).toBe(false))
