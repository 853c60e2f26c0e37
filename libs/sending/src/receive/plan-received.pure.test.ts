import fc from 'fast-check'
import type { Reaction } from '@relance/relance/core'
import { planReceived } from './plan-received.pure.ts'
import type { SentState, StatusEvent, StoredEvent } from './received.pure.ts'
import {
  aLead,
  anInbound,
  aPerson,
  aSend,
  aStatus,
  aWorld,
  HOUR,
  NOW,
  RECEIVING,
  stored,
  tell,
  type World,
} from './test/received-cases.ts'

const error = (reaction: Reaction, code = 1) => ({ code, details: 'x', reaction })
const failed = (relanceId: string, reaction: Reaction, at = NOW - 60_000): StatusEvent =>
  aStatus(relanceId, 'failed', { at, error: error(reaction) })
const planOf = (world: World, ...events: StoredEvent['event'][]) =>
  planReceived(stored(events), world.state, RECEIVING, NOW)
const one = (world: World): SentState => world.state.sends[0] as SentState

describe('statuses', () => {
  const world = aWorld({ sends: [aSend()], people: [aPerson()] })

  it('a status of a message nobody knows waits, the others are applied', () => {
    const [known, unknown] = stored([aStatus('s1', 'read'), aStatus('x', 'read', { relanceId: null })])
    const plan = planReceived([known as StoredEvent, unknown as StoredEvent], world.state, RECEIVING, NOW)
    expect([plan.applied, plan.waiting]).toEqual([[known?.key], [unknown?.key]])
  })

  it('the next step counts from the first proof, where no answer came; an answer stands', () => {
    const lost = aWorld({
      sends: [aSend({ state: 'unknown', acceptedAt: null, messageId: null })],
      people: [aPerson()],
    })
    const [change] = planOf(lost, aStatus('s1', 'delivered', { at: NOW - 10_000 }), aStatus('s1', 'sent')).sends
    expect(change).toMatchObject({
      state: 'delivered',
      messageId: 'm-s1',
      acceptedAt: NOW - 60_000,
      pacedAt: NOW - 60_000,
    })
    expect(change?.nextDueAt).toBe(NOW - 60_000 + 72 * HOUR)
    expect(planOf(world, aStatus('s1', 'sent')).sends).toMatchObject([{ acceptedAt: NOW - HOUR, pacedAt: null }])
  })

  it('what was told before causes nothing again', () => {
    const events = [failed('s1', 'opt_out'), anInbound({ text: 'STOP' }), aStatus('s1', 'sent')]
    const after = tell(world, stored(events))
    expect(planOf(after, ...events)).toMatchObject({ sends: [], people: [], messages: [], replied: [], numbers: [] })
  })
})

describe('a message that the channel took and gave up', () => {
  const world = aWorld({ sends: [aSend()], people: [aPerson()] })

  it('becomes its closer’s item, unless the channel speaks of the person, the lead has replied, or it is late', () => {
    const stateAfter = (...events: StoredEvent['event'][]) => one(tell(world, stored(events))).state
    expect(stateAfter(failed('s1', 'stop_rule'))).toBe('due')
    expect(stateAfter(failed('s1', 'mark_unreachable'))).toBe('failed')
    expect(stateAfter(failed('s1', 'stop_rule'), anInbound())).toBe('failed')
    expect(stateAfter(failed('s1', 'stop_rule'), anInbound({ text: 'stop' }))).toBe('failed')
    const late = aWorld({ sends: [aSend({ expiresAt: NOW })], people: [aPerson()] })
    expect(one(tell(late, stored([failed('s1', 'stop_rule')]))).state).toBe('failed')
  })

  it('is taken back when the person turns out to have replied, or to have it', () => {
    const passed = tell(world, stored([failed('s1', 'stop_rule')]))
    expect(planOf(passed, anInbound()).sends).toMatchObject([
      { state: 'failed', reason: 'rule_stopped', isTakenBack: true },
    ])
    expect(planOf(passed, aStatus('s1', 'delivered')).sends).toMatchObject([{ state: 'delivered', isTakenBack: true }])
  })

  it('of several of one lead only the latest is an item', () => {
    const sends = [aSend(), aSend({ relanceId: 's2', ruleId: 'r2', takenAt: NOW - HOUR / 2 })]
    const two = aWorld({ sends, people: [aPerson()] })
    const events = stored([failed('s1', 'stop_rule'), failed('s2', 'stop_rule')])
    const states = (after: World) => after.state.sends.map(({ state }) => state)
    expect(states(tell(two, events))).toEqual(['failed', 'due'])
    expect(states(events.reduce((before, event) => tell(before, [event]), two))).toEqual(['failed', 'due'])
    expect(states(events.reduceRight((before, event) => tell(before, [event]), two))).toEqual(['failed', 'due'])
  })

  it('is counted for its rule once, which pauses at a tenth of twenty', () => {
    const rules = [{ ruleId: 'r1', since: NOW - 24 * HOUR, sends: 20, failed: 1 }]
    const busy = aWorld({ sends: [aSend()], people: [aPerson()], rules })
    expect(planOf(busy, failed('s1', 'skip')).pausedRules).toEqual([{ ruleId: 'r1', reason: 'keeps_failing' }])
    expect(planOf(busy, failed('s1', 'skip'), aStatus('s1', 'delivered')).pausedRules).toEqual([])
    expect(planOf(busy, failed('s1', 'stop_rule')).pausedRules).toEqual([{ ruleId: 'r1', reason: 'rule_stopped' }])
  })
})

describe('a number that does not reach the lead', () => {
  const two = aWorld({ sends: [aSend(), aSend({ relanceId: 's2' })], people: [aPerson()] })
  const [first, second] = [failed('s1', 'mark_unreachable', NOW - 9_000), failed('s2', 'mark_unreachable', NOW - 8_000)]
  const wrongAt = (world: World) => world.state.people[0]?.lead.wrongNumberAt

  it('is wrong after two messages, and right again once the person writes from it', () => {
    const once = tell(two, stored([first]))
    const twice = tell(once, stored([second]))
    expect([wrongAt(once), wrongAt(twice)]).toEqual([null, NOW - 8_000])
    expect(wrongAt(tell(twice, stored([anInbound({ at: NOW - 1_000 })])))).toBeNull()
    expect(wrongAt(tell(tell(two, stored([anInbound({ at: NOW - 1_000 })])), stored([first, second])))).toBeNull()
  })

  it('stays wrong when a person said so, and begins anew when a person has lifted it', () => {
    const sends = [...two.state.sends, aSend({ relanceId: 's3' })]
    const said = aWorld({ sends, people: [aPerson({ lead: aLead({ wrongNumberAt: 5 }) })] })
    expect(wrongAt(tell(said, stored([anInbound()])))).toBe(5)
    const held = tell(aWorld({ sends, people: [aPerson()] }), stored([first, second]))
    const [person] = held.state.people
    const lifted = { ...held, state: { ...held.state, people: [{ ...aPerson(person), lead: aLead() }] } }
    const again = tell(lifted, stored([aStatus('s3', 'sent')]))
    expect(wrongAt(again)).toBeNull()
    expect(wrongAt(tell(again, stored([failed('s3', 'mark_unreachable', NOW - 7_000)])))).toBeNull()
  })
})

it('a stranger who wishes to be left alone is kept with the earliest instant', () => {
  const leaves = { kind: 'preference', from: '+33639980099', userId: null, wantsMarketing: false } as const
  const { strangers } = planOf(aWorld(), { ...leaves, at: 9 }, { ...leaves, at: 5 }, { ...leaves, at: 7 })
  expect(strangers).toEqual([{ name: '+33639980099', at: 5 }])
})

it('numbers change in the order of their instants, and a message from the new one is the lead’s', () => {
  const [from, via, to] = ['+33639980001', '+33639980051', '+33639980052']
  const moves = [
    { kind: 'number_changed', from: via, to, at: 2 },
    { kind: 'number_changed', from, to: via, at: 1 },
  ] as const
  const plan = planOf(aWorld({ people: [aPerson()] }), ...moves, anInbound({ from: to }))
  expect(plan.people[0]?.after.lead.phone).toBe(to)
  expect(plan.replied).toEqual(['l1'])
})

const REACTIONS = [
  'mark_unreachable',
  'opt_out',
  'skip',
  'need_template',
  'wait_a_day',
  'reread_template',
  'stop_rule',
  'block_number',
  'stop_account',
] as const satisfies readonly Reaction[]
const at = fc.integer({ min: NOW - HOUR, max: NOW }).map((ms) => Math.floor(ms / 1_000) * 1_000)
const SENDS = ['s1', 's2', 's3', 's4'] as const
const PHONES = ['+33639980001', '+33639980002', '+33639980099'] as const

/** Of one message WhatsApp tells each status once, a failure with one error; everything else as often as it likes. */
const statuses = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(...SENDS),
      fc.constantFrom('sent', 'delivered', 'read', 'failed'),
      at,
      fc.constantFrom(...REACTIONS),
      fc.boolean(),
    ),
    {
      selector: ([send, status]) => `${send} ${status}`,
      maxLength: 10,
    },
  )
  .map((list) =>
    list.map(
      ([send, status, when, reaction, isEchoed]): StatusEvent => ({
        ...aStatus(send, status as StatusEvent['status'], { at: when, relanceId: isEchoed ? send : null }),
        error: status === 'failed' ? error(reaction) : null,
      }),
    ),
  )
const inbounds = fc
  .array(
    fc.record({
      from: fc.constantFrom(...PHONES),
      hasId: fc.boolean(),
      at,
      content: fc.constantFrom('text' as const, 'reaction' as const, 'other' as const),
      text: fc.constantFrom('Oui', 'Stop', null),
    }),
    { maxLength: 4 },
  )
  .map((list) =>
    list.map(({ hasId, ...event }, index) =>
      anInbound({ ...event, userId: hasId ? `FR.${event.from}` : null, messageId: `in${index}` }),
    ),
  )
const preferences = fc.array(
  fc.record({
    kind: fc.constant('preference' as const),
    from: fc.constantFrom(...PHONES),
    userId: fc.constant(null),
    at,
    wantsMarketing: fc.boolean(),
  }),
  { maxLength: 2 },
)
const templates = fc.array(
  fc.record({
    kind: fc.constant('template_status' as const),
    name: fc.constant('relance_1'),
    language: fc.constant('fr'),
    status: fc.constantFrom('APPROVED', 'PAUSED', 'REJECTED'),
    reason: fc.constant(null),
    at,
  }),
  { maxLength: 3 },
)
const histories = fc.tuple(statuses, inbounds, preferences, templates).map((parts) => stored(parts.flat()))

/** Two leads with two messages each, one of which got no answer, in a rule that stops on replies and in one that does not. */
const worlds = () =>
  aWorld({
    sends: [
      aSend(),
      aSend({ relanceId: 's2', ruleId: 'r2', takenAt: NOW - 2 * HOUR }),
      aSend({ relanceId: 's3', leadId: 'l2', state: 'unknown', acceptedAt: null }),
      aSend({ relanceId: 's4', leadId: 'l2', ruleId: 'r2', state: 'sending', acceptedAt: null }),
    ],
    people: [aPerson(), aPerson({ lead: aLead({ id: 'l2', phone: '+33639980002' }) })],
    numbers: [{ id: 'n1', nextAt: 0, seenAt: 0, speed: 1, pausedUntil: null, recent: [], pauseReason: null }],
    rules: ['r1', 'r2'].map((ruleId) => ({ ruleId, since: 0, sends: 20, failed: 0 })),
    templates: [{ name: 'relance_1', language: 'fr', status: 'APPROVED', statusAt: null }],
  })

/** What people and the next decision see. A failing rule is paused by what failed for now, which `delivered` may take back later. */
const seen = ({ pausedRules: _paused, waiting: _waiting, state, ...world }: World) => ({
  ...world,
  state: { ...state, knownMessages: [...state.knownMessages].sort() },
})

it('any order, any repetition and any batches of the events come to the same', () => {
  const shuffled = histories.chain((events) =>
    fc.tuple(
      fc.constant(events),
      fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      fc.integer({ min: 1, max: 5 }),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([events, again, size]) => {
      let world = worlds()
      for (let from = 0; from < again.length; from += size) world = tell(world, again.slice(from, from + size))
      expect(seen(world)).toEqual(seen(tell(worlds(), events)))
    }),
    { numRuns: 200 },
  )
})

it('one batch is one plan, in whatever order it was taken', () => {
  const shuffled = histories.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
  )
  fc.assert(
    fc.property(shuffled, ([events, again]) => {
      const plan = (list: readonly StoredEvent[]) => planReceived(list, worlds().state, RECEIVING, NOW)
      expect(plan(again)).toEqual(plan(events))
    }),
  )
})
