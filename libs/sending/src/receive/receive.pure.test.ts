import fc from 'fast-check'
import { foldStatuses, readInbound, type StatusEvent } from './receive.pure.ts'
import { moveTo, type RelanceState } from '@relance/relance/core'

const status = fc.record({
  kind: fc.constant('status' as const),
  messageId: fc.constant('wamid.1'),
  relanceId: fc.constant(null),
  status: fc.constantFrom('sent' as const, 'delivered' as const, 'read' as const, 'failed' as const),
  at: fc.integer({ min: 1, max: 1_000 }),
  to: fc.constant(null),
  userId: fc.constant(null),
  error: fc.constant(null),
  pricing: fc.constant(null),
})

/** As if each group came in a webhook of its own. */
function settle(groups: readonly (readonly StatusEvent[])[]) {
  let standing: { state: RelanceState; reason: string | null } = { state: 'unknown', reason: null }
  for (const group of groups) {
    const told = foldStatuses(standing, group as [StatusEvent, ...StatusEvent[]])
    if (told.state === null) continue
    const move = { accepted: 'accept', failed: 'fail', delivered: 'deliver', read: 'read' } as const
    expect(moveTo(standing.state, move[told.state])).toBe(told.state)
    standing = { state: told.state, reason: told.reason }
  }
  return standing.state
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
        const told = events.map((event) => event.status)
        const highest = (['read', 'delivered', 'failed', 'sent'] as const).find((one) => told.includes(one))
        expect(settle(groups)).toBe(highest === 'sent' ? 'accepted' : highest)
      },
    ),
  )
})

it('what WhatsApp delivers was sent, whatever a person believed; its own failure is not undone by `sent`', () => {
  const told = (one: StatusEvent['status']) => [
    {
      kind: 'status' as const,
      messageId: 'w',
      relanceId: null,
      status: one,
      at: 5,
      to: null,
      userId: null,
      error: null,
      pricing: null,
    },
  ]
  const first = (one: StatusEvent['status']) => told(one) as unknown as [StatusEvent]
  expect(foldStatuses({ state: 'failed', reason: 'not_sent_by_person' }, first('sent')).state).toBe('accepted')
  expect(foldStatuses({ state: 'failed', reason: 'unreachable' }, first('sent')).state).toBeNull()
  expect(foldStatuses({ state: 'failed', reason: 'unreachable' }, first('delivered')).state).toBe('delivered')
  expect(foldStatuses({ state: 'delivered', reason: null }, first('failed'))).toMatchObject({
    state: null,
    failedAt: 5,
  })
  expect(foldStatuses({ state: 'accepted', reason: null }, first('read'))).toMatchObject({
    state: 'read',
    deliveredAt: 5,
    readAt: 5,
  })
})

const inbound = {
  kind: 'inbound' as const,
  messageId: 'm',
  from: '+33639980000',
  userId: null,
  inReplyTo: null,
  at: 0,
}
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
  expect(readInbound({ ...inbound, content, text, payload }, STOP_WORDS).isStop).toBe(isStop)
})

it('a reaction is no message: it opens no window', () => {
  const stop = { ...inbound, text: 'stop', payload: null }
  expect(readInbound({ ...stop, content: 'reaction' }, ['stop', ''])).toEqual({ opensWindow: false, isStop: false })
  expect(readInbound({ ...stop, content: 'button' }, ['stop', ''])).toEqual({ opensWindow: true, isStop: true })
  expect(readInbound({ ...stop, content: 'media', text: null }, ['stop', ''])).toMatchObject({ isStop: false })
})
