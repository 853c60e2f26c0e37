/** A closer is warned before a phone cuts a message off. */
import { isTooLong, LINK_MAX, linkLength } from './link-length.ts'

const linkOf = (message: string): string => `https://wa.me/33639980014?text=${encodeURIComponent(message)}`

it.each(['Bonjour', 'Élise 👋🏽\n\nà bientôt ?', ''])('is as long as the link becomes with %j', (message) =>
  expect(linkLength(linkOf('avant'), message)).toBe(linkOf(message).length),
)

it('counts half an emoji, which a phone cuts off while one types', () =>
  expect(linkLength(linkOf(''), '👋'.slice(0, 1))).toBe(linkOf('\ufffd').length))

it('warns beyond what some phones take, and of no link says nothing', () => {
  const room = LINK_MAX - linkOf('').length
  expect(isTooLong(linkOf('a'.repeat(room)))).toBe(false)
  expect(isTooLong(linkOf('a'.repeat(room + 1)))).toBe(true)
  expect(isTooLong(linkOf('😀'.repeat(170)))).toBe(true)
  expect(isTooLong(null)).toBe(false)
})
