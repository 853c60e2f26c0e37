import fc from 'fast-check'
import { readMobile } from './read-mobile.ts'

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
    { numRuns: process.env.RELANCE_TESTS === 'full' ? 20_000 : 4_000 },
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

it.each([
  ['491701234567.0', 'FR', 'phone_ambiguous'],
  ['491701234567', 'FR', 'phone_ambiguous'],
  ['6.12E+08', 'FR', 'phone_digits_lost'],
  ['6,39980012E+08', 'FR', 'phone_digits_lost'],
  ['########', 'FR', 'phone_digits_lost'],
  ['612345678 poste 12', 'FR', 'phone_extension'],
  ['61412345678', 'FR', 'phone_ambiguous'],
  ['0664 1234567-12', 'AT', 'phone_extension'],
  ['0664 1234567 direct 12', 'AT', 'phone_unreadable'],
  ['+33 692 12 34 56', 'FR', 'phone_invalid'],
  ['0033639980012.5', 'FR', 'phone_unreadable'],
  ['06 39 98 00 12 après 18h', 'FR', 'phone_unreadable'],
  ['Fax : 06 39 98 00 12', 'FR', 'phone_missing'],
  ['nan', 'FR', 'phone_missing'],
  ['001 65 8234 5678', 'HK', 'phone_ambiguous'],
])(
  'a number that lost its plus, its digits or its end is refused, and never another one: %s (%s)',
  (text, country, code) => expect(readMobile(text, country)).toEqual({ ok: false, code }),
)

it.each([
  ['639980012', 'FR', '+33639980012'],
  ['639980012.0', 'FR', '+33639980012'],
  ['33639980012', 'FR', '+33639980012'],
  ['33639980012,00', 'FR', '+33639980012'],
  ['p:+33639980012', 'FR', '+33639980012'],
  ['wa.me/33639980012', 'BE', '+33639980012'],
  ['https://api.whatsapp.com/send/?phone=%2B33639980012&text=a', 'BE', '+33639980012'],
  ['33639980012@c.us', 'BE', '+33639980012'],
  ['="0639980012"', 'FR', '+33639980012'],
  ["'0639980012", 'FR', '+33639980012'],
  ['Tél. portable : 06.39.98.00.12', 'FR', '+33639980012'],
  ['06 39 98 00 12 (perso)', 'FR', '+33639980012'],
  ['(+33) 6 39 98 00 12', 'BE', '+33639980012'],
  ['+33 (0)6–39–98–00–12', 'BE', '+33639980012'],
])('reads %s (%s)', (text, country, phone) => expect(readMobile(text, country)).toEqual({ ok: true, phone }))

it.each([
  ['0692 12 34 56', '+262692123456'],
  ['0693 12 34 56', '+262693123456'],
  ['0690 12 34 56', '+590690123456'],
  ['0691 30 12 34', '+590691301234'],
  ['0694 12 34 56', '+594694123456'],
  ['0696 12 34 56', '+596696123456'],
  ['0639 19 34 56', '+262639193456'],
  ['692123456', '+262692123456'],
  ['06 39 98 00 12', '+33639980012'],
  ['06 12 34 56 78', '+33612345678'],
])('the plan that France shares with its overseas departments is read from any of them: %s', (text, phone) => {
  for (const country of ['FR', 'RE', 'YT', 'GP', 'MF', 'BL', 'MQ', 'GF'])
    expect(readMobile(text, country)).toEqual({ ok: true, phone })
})
