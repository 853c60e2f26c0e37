import { numberVariants } from './number-variants.ts'

it.each([
  ['Brazil, before the ninth digit', '+551188887777', ['+551188887777', '+5511988887777']],
  ['Brazil', '+5511988887777', ['+5511988887777', '+551188887777']],
  ['a Brazilian landline', '+551133334444', ['+551133334444']],
  ['Mexico, before 2019', '+5215512345678', ['+5215512345678', '+525512345678']],
  ['Mexico', '+525512345678', ['+525512345678', '+5215512345678']],
  ['Benin', '+22990011234', ['+22990011234', '+2290190011234']],
  ['Benin, since 2024', '+2290190011234', ['+2290190011234', '+22990011234']],
  ['Ivory Coast', '+22507123456', ['+22507123456', '+2250707123456']],
  ['Ivory Coast, since 2021', '+2250544123456', ['+2250544123456', '+22544123456']],
  ['France', '+33639980001', ['+33639980001']],
])('%s', (_, phone, forms) => {
  expect(numberVariants(phone)).toEqual(forms)
})

it.each(['+5491123456789', '+541123456789', '+54111523456789'])(
  'Argentina: %s is known by its other forms',
  (phone) => {
    const forms = numberVariants(phone)
    expect(forms[0]).toBe(phone)
    expect(forms).toEqual(expect.arrayContaining(['+5491123456789', '+541123456789', '+54111523456789']))
  },
)

it('a form of a number has the number among its own forms', () => {
  for (const phone of ['+5511988887777', '+525512345678', '+5491123456789', '+2290190011234', '+2250707123456']) {
    for (const form of numberVariants(phone)) expect(numberVariants(form)).toContain(phone)
  }
})
