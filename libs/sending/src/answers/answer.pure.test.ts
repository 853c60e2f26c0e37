import { type AnswerFacts, answerRefusal, provenBy } from './answer.pure.ts'

const NOW = Date.parse('2026-11-30T09:00:00Z')
const DAY = 86_400_000
const OPEN: AnswerFacts = {
  ...{ isErased: false, isOptedOut: false, isStopSuspected: false, to: '+33639980001', isStopped: false },
  ...{ lastInboundAt: NOW - 60_000, numberId: '1', pausedUntil: null },
}
const refusal = (change: Partial<AnswerFacts>) => answerRefusal({ ...OPEN, ...change }, DAY, NOW)

it.each([
  [{}, null],
  [{ isErased: true, isOptedOut: true }, 'erased'],
  [{ isOptedOut: true, isStopped: true }, 'lead_opted_out'],
  [{ isStopSuspected: true }, 'stop_suspected'],
  [{ to: null }, 'number_missing'],
  [{ numberId: null }, 'number_missing'],
  [{ lastInboundAt: null }, 'window_closed'],
  [{ lastInboundAt: NOW - DAY }, 'window_closed'],
  [{ lastInboundAt: NOW - DAY + 1 }, null],
  [{ isStopped: true }, 'sending_stopped'],
  [{ pausedUntil: NOW + 1 }, 'number_paused'],
  [{ pausedUntil: NOW }, null],
] as const)('with %j an answer is refused as %s', (change, expected) => {
  expect(refusal(change)).toBe(expected)
})

it('a lost answer proves nothing, a refusal and a call that never left prove a failure', () => {
  const error = { code: null, details: 'No answer.' }
  expect(provenBy({ kind: 'unknown', error })).toBeNull()
  expect(provenBy({ kind: 'not_sent', error })?.isFailed).toBe(true)
  expect(provenBy({ kind: 'refused', error, reaction: 'hand_over' })?.isFailed).toBe(true)
  expect(provenBy({ kind: 'accepted', messageId: 'm', number: null })).toEqual({
    ...{ isFailed: false, messageId: 'm', error: null },
  })
})
