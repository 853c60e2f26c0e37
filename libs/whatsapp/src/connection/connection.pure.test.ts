import { CONNECTION_CHECKS, CONNECTION_CODES, type ConnectionCode, finding } from './connection.pure.ts'

const isGood = (code: ConnectionCode): boolean => finding('token', code).ok

it('what is refused, missing, below or elsewhere needs somebody', () => {
  const bad =
    /refuse|lacks|unreachable|strangely|not_|unknown|low|below|missing|another|unreadable|none_approved|elsewhere/
  const judged = CONNECTION_CODES.filter((code) => bad.test(code))
  expect(judged.filter(isGood)).toEqual([])
  expect(CONNECTION_CODES.filter((code) => !bad.test(code) && !isGood(code))).toEqual([])
})

it('where WhatsApp tells nothing, nothing is known to be wrong', () => {
  expect(CONNECTION_CODES.filter((code) => code.endsWith('untold')).every(isGood)).toBe(true)
})

it('every check has a code of its own that is good, and one that is not, unless it only informs', () => {
  const ownOf = (check: string): boolean[] => CONNECTION_CODES.filter((code) => code.startsWith(check)).map(isGood)
  for (const check of CONNECTION_CHECKS) expect([check, ownOf(check).includes(true)]).toEqual([check, true])
  const informing = CONNECTION_CHECKS.filter((check) => !ownOf(check).includes(false))
  expect(informing).toEqual(['limit', 'app'])
})

it('a finding says what it looked at, what it found, and what the words need to know', () => {
  expect(finding('number', 'number_unknown', { reason: 'x' })).toEqual({
    ...{ check: 'number', ok: false, code: 'number_unknown', details: { reason: 'x' } },
  })
  expect(finding('token', 'token_works')).toEqual({ check: 'token', ok: true, code: 'token_works', details: {} })
})
