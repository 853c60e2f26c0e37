import { cronSecrets, secret } from './secret-rules.ts'
import { isOneOfSecrets } from './secrets.ts'

const problemsOf = (text: string | undefined): string[] => {
  const read = cronSecrets.safeParse(text)
  return read.success ? [] : read.error.issues.map(({ message }) => message)
}
const GOOD = '3f9c1b7ad2e84c56'

it.each([undefined, '', 'short', '123456789012345'])('%p is no secret', (text) => {
  expect(problemsOf(text)).not.toEqual([])
})

it.each([
  'your-secret-token-123',
  'YOUR_CRON_SECRET',
  'your-secret-token',
  'changeme-changeme',
  'CRON_SECRET=abcdefgh',
  '<a long random text>',
  'votre-secret-vercel-1',
  'une-phrase-par-exemple',
])('%s is what a guide gives as an example, and is refused in words that say so', (text) => {
  expect(problemsOf(text)).toContainEqual(expect.stringMatching(/example of a guide.*openssl rand/))
})

it.each(['aaaaaaaaaaaaaaaaaaaaaaaa', 'abababababababababab', '1111222233334444'])('%s repeats itself', (text) => {
  expect(problemsOf(text)).toContainEqual(expect.stringContaining('repeats'))
})

it('no word about a refused secret quotes it', () => {
  for (const text of ['shortie', 'your-secret-token-123', 'zzzzzzzzzzzzzzzzzz']) {
    expect(problemsOf(`${text},${GOOD}`).join()).not.toContain(text)
  }
})

it('takes one secret, or two during a rotation, never three nor the same twice', () => {
  expect(cronSecrets.parse(GOOD)).toEqual([GOOD])
  expect(cronSecrets.parse(` ${GOOD}, 9d2ab87c0e4f4f11 `)).toEqual([GOOD, '9d2ab87c0e4f4f11'])
  expect(problemsOf(`${GOOD},${GOOD}`)).toHaveLength(1)
  expect(problemsOf(`${GOOD},9d2ab87c0e4f4f11,aa61f3c29bd04e77`)).toHaveLength(1)
})

it('random secrets pass: 2,000 of them in hexadecimal', () => {
  for (let n = 0; n < 2_000; n++) {
    const random = crypto.getRandomValues(new Uint8Array(16))
    const text = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
    expect(secret('CRON_SECRET').safeParse(text).success || /0123456789|1234567890/.test(text)).toBe(true)
  }
})

it('compares whole secrets, whatever their length', async () => {
  const accepted = [GOOD, 'another-one-of-them']
  expect(await isOneOfSecrets(GOOD, accepted)).toBe(true)
  expect(await isOneOfSecrets('another-one-of-them', accepted)).toBe(true)
  for (const wrong of ['', GOOD.slice(1), `${GOOD}0`, GOOD.toUpperCase(), 'undefined']) {
    expect(await isOneOfSecrets(wrong, accepted)).toBe(false)
  }
  expect(await isOneOfSecrets('', [])).toBe(false)
})
