import fc from 'fast-check'
import { moveTo } from '@relance/relance/core'
import { foldStatuses } from './fold-send.pure.ts'
import { readInbound } from './read-inbound.pure.ts'
import type { SentState, StatusEvent } from './received.pure.ts'
import { anInbound, aSend, aStatus, RECEIVING } from './test/received-cases.ts'

const told = { rates: RECEIVING.rates, phone: '+33639980001' }
const after = (send: Partial<SentState>, ...statuses: [StatusEvent['status'], ...StatusEvent['status'][]]) =>
  foldStatuses(aSend(send), statuses.map((one) => aStatus('s1', one, { at: 5 })) as [StatusEvent], told)

const status = fc
  .tuple(fc.constantFrom('sent', 'delivered', 'read', 'failed'), fc.integer({ min: 1, max: 1_000 }))
  .map(([one, at]) => aStatus('s1', one as StatusEvent['status'], { at }))

/** As if each group came in a webhook of its own. */
function settle(groups: readonly (readonly StatusEvent[])[]) {
  let send = aSend({ state: 'unknown', acceptedAt: null })
  for (const group of groups) {
    const next = foldStatuses(send, group as [StatusEvent, ...StatusEvent[]], told)
    const move = { accepted: 'accept', failed: 'fail', delivered: 'deliver', read: 'read' } as const
    if (next.state !== send.state) expect(moveTo(send.state, move[next.state as 'read'])).toBe(next.state)
    send = next
  }
  return send.state
}

it('statuses in any order, doubled or grouped, end in the same state, by legal moves alone', () => {
  fc.assert(
    fc.property(
      fc
        .array(status, { minLength: 1, maxLength: 6 })
        .chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
        ),
      fc.integer({ min: 1, max: 4 }),
      ([events, shuffled], size) => {
        const groups: StatusEvent[][] = []
        for (let from = 0; from < shuffled.length; from += size) groups.push(shuffled.slice(from, from + size))
        const kinds = events.map((event) => event.status)
        const highest = (['read', 'delivered', 'failed', 'sent'] as const).find((one) => kinds.includes(one))
        expect(settle(groups)).toBe(highest === 'sent' ? 'accepted' : highest)
      },
    ),
  )
})

it('what the channel delivers was sent, whatever a person believed; its own failure is not undone by `sent`', () => {
  expect(after({ state: 'failed', reason: 'not_sent_by_person' }, 'sent').state).toBe('accepted')
  expect(after({ state: 'failed', reason: 'unreachable' }, 'sent').state).toBe('failed')
  expect(after({ state: 'failed', reason: 'unreachable' }, 'delivered').state).toBe('delivered')
  expect(after({ state: 'delivered' }, 'failed')).toMatchObject({ state: 'delivered', failedAt: 5 })
  expect(after({}, 'read')).toMatchObject({ state: 'read', deliveredAt: 5, readAt: 5 })
})

it('what is delivered after its expiry is marked, and no more once an earlier delivery is told', () => {
  const late = after({ expiresAt: 4 }, 'delivered')
  expect(late).toMatchObject({ state: 'delivered', reason: 'delivered_late' })
  expect(after({ expiresAt: 4 }, 'read').reason).toBe('delivered_late')
  expect(after({ expiresAt: 5 }, 'delivered').reason).toBeNull()
  expect(foldStatuses(late, [aStatus('s1', 'delivered', { at: 3 })], told).reason).toBeNull()
})

it('a message that one status bills is billed, whichever comes first', () => {
  const free = aStatus('s1', 'sent', { pricing: { isBillable: false, category: 'marketing' } })
  const billed = aStatus('s1', 'delivered')
  for (const order of [
    [free, billed],
    [billed, free],
  ] as const) {
    const cost = order.reduce((send, event) => foldStatuses(send, [event], told), aSend()).cost
    expect(cost).toBe(118_600)
  }
})

const STOP_WORDS = ['stop', 'arrêt', 'arreter', 'Stop promotions', 'arreter les promotions']

it.each([
  ['text', 'STOP', null, true],
  ['text', ' Arrêt. ', null, true],
  ['text', 'stop !', null, true],
  ['text', 'Je vous dis stop demain', null, false],
  ['text', 'je ne peux pas m’arrêter', null, false],
  ['text', 'Arrêter', null, true],
  ['text', '', null, false],
  // Quick replies of a template: Meta's own marketing opt-out is one, and its payload is what it is called unless set.
  ['button', 'Stop promotions', 'Stop promotions', true],
  ['button', 'Arrêter les promotions', 'Arrêter les promotions', true],
  ['button', 'Ne plus recevoir', 'STOP_PROMOTIONS', true],
  ['button', 'Je m’arrête pour en parler', 'CALL', false],
  ['button', 'Rappelez-moi', 'stop-by-the-office', false],
  ['interactive', 'Plus rien, merci', 'stop', true],
  ['interactive', 'Stop', 'choice_3', true],
  ['interactive', 'Non-stop 24h/24', 'non_stop', false],
  ['reaction', 'stop', null, false],
] as const)('a %s that says %j and stands for %j is a wish to stop: %s', (content, text, payload, isStop) => {
  expect(readInbound(anInbound({ content, text, payload }), STOP_WORDS).wish === 'certain').toBe(isStop)
})

it('a reaction is no message: it opens no window', () => {
  const stop = (content: 'reaction' | 'button' | 'media', text: string | null = 'stop') =>
    readInbound(anInbound({ content, text }), ['stop', ''])
  expect(stop('reaction')).toEqual({ opensWindow: false, wish: 'no' })
  expect(stop('button')).toEqual({ opensWindow: true, wish: 'certain' })
  expect(stop('media', null)).toMatchObject({ wish: 'no' })
})
