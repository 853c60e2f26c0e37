import { readPhones } from './read-phones.ts'

it('of several columns the first mobile wins, and the other numbers are kept as they were written', () => {
  expect(readPhones(['01 42 68 53 00', '', '06 39 98 00 12', '+33 6 39 98 00 13'], 'FR')).toEqual({
    ok: true,
    phone: '+33639980012',
    written: '06 39 98 00 12',
    others: ['01 42 68 53 00', '+33 6 39 98 00 13'],
  })
})

it.each([
  '06 39 98 00 12 / 06 39 98 00 13',
  '0639980012;0639980013',
  'Mobile: 06 39 98 00 12, Bureau: 01 42 68 53 00',
  '0639980012 ::: 0639980013',
  '06 39 98 00 12 ou 06 39 98 00 13',
  '06 39 98 00 12 - 01 42 68 53 00',
  '0639980012 0639980013',
  '+33 6 39 98 00 12 +33 6 39 98 00 13',
])('of several numbers in a cell the first mobile wins: %s', (cell) =>
  expect(readPhones([cell], 'FR')).toMatchObject({ ok: true, phone: '+33639980012', others: [expect.any(String)] }),
)

it('a cell is never cut into half a number', () => {
  expect(readPhones(['+49 170, 12345678'], 'DK')).toMatchObject({ ok: false })
  expect(readPhones(['0639980012 / 68'], 'FR')).toMatchObject({ ok: false })
  expect(readPhones(['0639980012 - 13'], 'FR')).toMatchObject({ ok: false })
  expect(readPhones(['06 39 98 00 12 06 39 98 00 13'], 'FR')).toMatchObject({ ok: false })
})

it('says why, and what was written', () => {
  expect(readPhones(['', '01 42 68 53 00'], 'FR')).toEqual({
    ok: false,
    code: 'phone_not_mobile',
    written: '01 42 68 53 00',
  })
  expect(readPhones(['', ''], 'FR')).toEqual({ ok: false, code: 'phone_missing', written: '' })
})
