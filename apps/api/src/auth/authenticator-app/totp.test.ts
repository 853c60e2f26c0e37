/** The vectors of RFC 6238, appendix B (SHA-1, the last six of their eight digits). */
import { base32, codeOf, stepAt, stepOfCode } from './totp.ts'

const SECRET = Buffer.from('12345678901234567890')

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %i seconds the code is %s', (seconds, code) => {
  expect(codeOf(SECRET, stepAt(seconds * 1_000))).toBe(code)
})

it('a code counts for its half minute and those beside it, once', () => {
  const now = 1_111_111_111_000
  const at = (ms: number, after = 0) => stepOfCode(SECRET, '050471', { now: now + ms, after })
  expect(at(0)).toBe(stepAt(now))
  expect([at(-30_000), at(30_000)]).toEqual([stepAt(now), stepAt(now)])
  expect([at(-60_000), at(60_000), at(0, stepAt(now))]).toEqual([null, null, null])
  expect(stepOfCode(SECRET, '05047', { now, after: 0 })).toBeNull()
})

it('the secret is shown in base32', () => expect(base32(SECRET)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'))
