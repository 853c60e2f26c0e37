/** Events find the lead they are about by every name the person is known by, and never another lead. */
import type { ChannelEvent } from '@relance/relance/core'
import type { Identity } from '../attempts/identities.pure.ts'
import type { PersonState } from '../attempts/people.pure.ts'
import { createOwners, type PersonEvents } from './owners.pure.ts'
import type { PersonEvent } from './person-events.pure.ts'
import { aLead, anInbound, aPerson, aStatus } from './test/received-cases.ts'

const [ZOE, IDA] = ['+33639980001', '+33639980002']
const known = (kind: Identity['kind'], value: string, learntAt = 1): Identity => ({
  kind,
  value,
  learntFrom: 'reply',
  learntAt,
})
const person = (id: string, phone: string | null, identities: Identity[] = []): PersonState =>
  aPerson({ lead: aLead({ id, phone }), identities })
const people = [person('zoe', ZOE), person('ida', IDA)]
const owners = (who: PersonState[], events: PersonEvent[], told: Partial<PersonEvents> = {}) =>
  createOwners(who, { events, statuses: [], recipients: [], ...told })
const ownerOf = (who: PersonState[], event: PersonEvent, told: Partial<PersonEvents> = {}) =>
  owners(who, [event], told).ownerOf(event)
const inbound = (one: Parameters<typeof anInbound>[0]) => anInbound({ from: null, ...one })
const changed = (from: string, to: string, at: number, ids: object = {}): PersonEvent => ({
  kind: 'number_changed',
  from,
  to,
  at,
  ...ids,
})

describe('an event is of the lead', () => {
  const named = [person('zoe', ZOE, [known('user_id', 'FR.1'), known('username', 'zoe')]), person('ida', IDA)]
  it.each<[string, PersonState[], PersonEvent, string | undefined]>([
    ['with its number', people, inbound({ from: IDA }), 'ida'],
    ['with its number rather than its id', named, inbound({ from: IDA, userId: 'FR.1' }), 'ida'],
    ['with its id', named, inbound({ userId: 'FR.1' }), 'zoe'],
    ['with the id that companies share', named, inbound({ userId: 'x', parentUserId: 'FR.1' }), 'zoe'],
    [
      'with its number in another national form',
      [person('ana', '+5511988887001')],
      inbound({ from: '+551188887001' }),
      'ana',
    ],
    [
      'that had the number before',
      [person('zoe', ZOE, [known('phone', '+33639980009')])],
      inbound({ from: '+33639980009' }),
      'zoe',
    ],
    ...(['phone', 'wa_id'] as const).map((kind): [string, PersonState[], PersonEvent, string] => [
      `that is known by its number in another national form (${kind})`,
      [person('ana', null, [known(kind, '+5511988887001')])],
      inbound({ from: '+551188887001' }),
      'ana',
    ]),
    ['with its username, where nothing else is said', named, inbound({ username: 'zoe' }), 'zoe'],
    ['of nobody', named, inbound({ from: '+33639980009', userId: 'FR.9' }), undefined],
    [
      'of nobody, where the name with an id is another’s',
      named,
      inbound({ userId: 'FR.9', username: 'zoe' }),
      undefined,
    ],
    [
      'of nobody, where the name with a number is another’s',
      named,
      inbound({ from: '+33639980009', username: 'zoe' }),
      undefined,
    ],
    [
      'known by a name alone, where an id comes with it',
      [person('zoe', null, [known('username', 'zoe')])],
      inbound({ userId: 'FR.9', username: 'zoe' }),
      'zoe',
    ],
  ])('%s', (_, who, event, expected) => {
    expect(ownerOf(who, event)).toBe(expected)
  })

  it('that was sent the message which is answered, unless it says who it is', () => {
    const recipients = [{ messageId: 'm1', leadId: 'zoe' }]
    expect(ownerOf(people, inbound({ userId: 'FR.9', inReplyTo: 'm1' }), { recipients })).toBe('zoe')
    expect(ownerOf(people, inbound({ from: IDA, inReplyTo: 'm1' }), { recipients })).toBe('ida')
    expect(ownerOf(people, inbound({ userId: 'FR.9', inReplyTo: 'm2' }), { recipients })).toBeUndefined()
  })

  it('that was learnt to have the name last; of one instant, the same in any order', () => {
    const both = (zoeAt: number, idaAt: number) => [
      person('zoe', ZOE, [known('user_id', 'FR.1', zoeAt)]),
      person('ida', IDA, [known('user_id', 'FR.1', idaAt)]),
    ]
    const event = inbound({ userId: 'FR.1' })
    expect(ownerOf(both(2, 1), event)).toBe('zoe')
    expect(ownerOf(both(1, 2), event)).toBe('ida')
    expect(ownerOf(both(1, 1), event)).toBe('zoe')
    expect(ownerOf(both(1, 1).reverse(), event)).toBe('zoe')
  })
})

describe('what one event tells of a person', () => {
  it('makes others theirs, whatever the order they come in', () => {
    const both = inbound({ messageId: 'a', from: ZOE, userId: 'FR.1', at: 5 })
    const alone = inbound({ messageId: 'b', userId: 'FR.1', username: 'zoe', at: 6 })
    const nameless = inbound({ messageId: 'c', username: 'zoe', at: 7 })
    for (const events of [
      [both, alone, nameless],
      [nameless, alone, both],
    ]) {
      const found = owners([person('zoe', null, [known('wa_id', ZOE)])], events)
      expect(events.map(found.ownerOf)).toEqual(['zoe', 'zoe', 'zoe'])
    }
  })

  it('is learnt with where it is from, and not what the lead is known by already', () => {
    const learnt = (event: PersonEvent, told: Partial<PersonEvents> = {}) =>
      owners(people, [event], told)
        .learnt.get('zoe')
        ?.map(({ kind, value, learntFrom, learntAt }) => [kind, value, learntFrom, learntAt])
    expect(learnt(inbound({ from: ZOE, userId: 'FR.1', parentUserId: 'FR.ENT.1', username: 'zoe', at: 5 }))).toEqual([
      ['user_id', 'FR.1', 'reply', 5],
      ['user_id', 'FR.ENT.1', 'reply', 5],
      ['username', 'zoe', 'reply', 5],
    ])
    expect(learnt(inbound({ from: ZOE }))).toBeUndefined()
    expect(learnt(inbound({ from: ZOE, sharedPhone: '+33639980009', at: 5 }))).toEqual([
      ['wa_id', '+33639980009', 'reply', 5],
    ])
    const recipients = [{ messageId: 'm1', leadId: 'zoe' }]
    expect(learnt(inbound({ userId: 'FR.1', inReplyTo: 'm1', at: 5 }), { recipients })).toEqual([
      ['user_id', 'FR.1', 'quoted_message', 5],
    ])
    expect(learnt({ kind: 'preference', from: ZOE, userId: 'FR.1', at: 5, wantsMarketing: true })).toEqual([
      ['user_id', 'FR.1', 'preference', 5],
    ])
    const echo: PersonEvent = { ...inbound({ from: ZOE, userId: 'FR.1', at: 5 }), kind: 'echo' } as PersonEvent
    expect(learnt(echo)).toEqual([['user_id', 'FR.1', 'echo', 5]])
    const event = aStatus('s1', 'read', { to: ZOE, userId: 'FR.1', at: 5 }) as Extract<ChannelEvent, { kind: 'status' }>
    expect(owners(people, [], { statuses: [{ leadId: 'zoe', event }] }).learnt.get('zoe')).toEqual([
      { kind: 'user_id', value: 'FR.1', learntFrom: 'status', learntAt: 5 },
    ])
  })

  it('of a change has the name before older than the one after', () => {
    const change = changed(ZOE, '+33639980009', 5, { userId: 'FR.2', previousUserId: 'FR.1' })
    const { learnt } = owners(people, [change])
    expect(learnt.get('zoe')?.map(({ kind, value, learntAt }) => [kind, value, learntAt])).toEqual([
      ['user_id', 'FR.1', 4],
      ['user_id', 'FR.2', 5],
      ['phone', ZOE, 5],
    ])
    const idChange: PersonEvent = { kind: 'user_id_changed', from: ZOE, previousUserId: 'FR.1', userId: 'FR.2', at: 5 }
    expect(owners(people, [idChange]).learnt.get('zoe')).toMatchObject([
      { value: 'FR.1', learntFrom: 'id_change', learntAt: 4 },
      { value: 'FR.2', learntFrom: 'id_change', learntAt: 5 },
    ])
  })
})

describe('a number changes', () => {
  const [NEW, NEWER] = ['+33639980008', '+33639980009']
  const phones = (events: PersonEvent[], who = people) => Object.fromEntries(owners(who, events).phones)

  it('to the new one, and the person is known by both', () => {
    const [before, after] = [inbound({ messageId: 'a', from: ZOE }), inbound({ messageId: 'b', from: NEW })]
    const found = owners(people, [before, after, changed(ZOE, NEW, 5)])
    expect(Object.fromEntries(found.phones)).toEqual({ zoe: NEW })
    expect([found.ownerOf(before), found.ownerOf(after)]).toEqual(['zoe', 'zoe'])
  })

  it('in the order of the instants, whatever the order they are told in', () => {
    expect(phones([changed(NEW, NEWER, 6), changed(ZOE, NEW, 5)])).toEqual({ zoe: NEWER })
    expect(phones([changed(ZOE, NEW, 5), changed(NEW, NEWER, 6)])).toEqual({ zoe: NEWER })
  })

  it.each<[string, PersonEvent[]]>([
    ['to that of another lead', [changed(ZOE, IDA, 5)]],
    ['to what is no number', [changed(ZOE, '+0639', 5)]],
    ['from one that nobody has', [changed(NEWER, NEW, 5)]],
    ['from one that the lead has no more', [changed(ZOE, NEW, 5), changed(ZOE, NEWER, 6)].slice(1, 1)],
  ])('not %s', (_, events) => {
    expect(phones(events)).toEqual({})
  })

  it('once: the old number says nothing any more', () => {
    expect(phones([changed(ZOE, NEW, 5), changed(ZOE, NEWER, 6)])).toEqual({ zoe: NEW })
  })

  it('from one that is written in another national form', () => {
    expect(phones([changed('+551188887001', NEW, 5)], [person('ana', '+5511988887001')])).toEqual({ ana: NEW })
  })
})

describe('a lead without a number', () => {
  const unknown = [person('zoe', null, [known('user_id', 'FR.1')]), person('ida', IDA)]
  const phones = (event: PersonEvent) => Object.fromEntries(owners(unknown, [event]).phones)

  it('has the one that the person shows, unless it is another lead’s or none', () => {
    expect(phones(inbound({ from: ZOE, userId: 'FR.1' }))).toEqual({ zoe: ZOE })
    expect(phones(inbound({ userId: 'FR.1', sharedPhone: ZOE }))).toEqual({ zoe: ZOE })
    expect(phones(inbound({ from: '+123', userId: 'FR.1' }))).toEqual({})
    expect(phones(inbound({ userId: 'FR.1', sharedPhone: IDA }))).toEqual({})
    expect(phones(inbound({ userId: 'FR.1' }))).toEqual({})
  })
})
