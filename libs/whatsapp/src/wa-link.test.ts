import fc from 'fast-check'
import { waLink } from './wa-link.ts'

it('decodes to exactly the message, for any Unicode text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (message) => {
      const link = waLink('+33639980012', message)
      expect(new URL(link).searchParams.get('text')).toBe(message)
      expect(link).toMatch(/^https:\/\/wa\.me\/33639980012\?text=[A-Za-z0-9\-_.!~*'()%]*$/)
    }),
    { numRuns: 2_000 },
  )
})

it('keeps line breaks, plus signs and emoji; a lone surrogate becomes the replacement character', () => {
  expect(new URL(waLink('+33639980012', 'a+b & c\n#1 👋🏽')).searchParams.get('text')).toBe('a+b & c\n#1 👋🏽')
  expect(new URL(waLink('+33639980012', 'a\uD800b')).searchParams.get('text')).toBe('a\uFFFDb')
})
