import { waLink } from './wa-link.ts'
it('x', () => {
  expect(waLink('+33639980001', 'a b')).toBe('https://wa.me/33639980001?text=a%20b')
})
