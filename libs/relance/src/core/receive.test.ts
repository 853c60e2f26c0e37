import fc from 'fast-check'
import { foldStatuses, readInbound, type StatusEvent } from './receive.ts'
import { moveTo, type RelanceState } from './relance-states.ts'

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

it.each([
  ['STOP', true],
  [' Arrêt. ', true],
  ['stop !', true],
  ['Je vous dis stop demain', false],
  ['', false],
])('reads %j as a wish to stop: %s', (text, isStop) => {
  const event = {
    kind: 'inbound' as const,
    messageId: 'm',
    from: '+33639980000',
    userId: null,
    inReplyTo: null,
    payload: null,
    at: 0,
    text,
  }
  expect(readInbound({ ...event, content: 'text' }, ['stop', 'arrêt']).isStop).toBe(isStop)
})

it('a reaction is no message: it opens no window', () => {
  const event = {
    kind: 'inbound' as const,
    messageId: 'm',
    from: '+33639980000',
    userId: null,
    inReplyTo: null,
    payload: null,
    at: 0,
    text: 'stop',
  }
  expect(readInbound({ ...event, content: 'reaction' }, ['stop'])).toEqual({ opensWindow: false, isStop: false })
  expect(readInbound({ ...event, content: 'button' }, ['stop'])).toEqual({ opensWindow: true, isStop: true })
})
