/** What a batch says of persons: whoever asks to be left alone is, known or not. */
import type { ChannelEvent } from '@relance/relance/core'
import type { Owners } from './owners.pure.ts'
import type { Move } from './move-sends.pure.ts'
import {
  type Facts,
  type InboundMessage,
  leavingStrangers,
  messageOf,
  personFacts,
  toInboundMessages,
  unplaced,
} from './inbound-messages.pure.ts'
import { aLead, anInbound, aPerson, aSend, aStatus, stored } from './test/received-cases.ts'

const owned = (leadId: string | undefined, one: Partial<Owners> = {}): Owners => ({
  ownerOf: () => leadId,
  phones: new Map(),
  learnt: new Map(),
  ...one,
})
const stopWords = ['stop']
const readAll = (
  events: ChannelEvent[],
  { owner = 'l1', lastRelanceAt = null as number | null, known = [] as string[] } = {},
): InboundMessage[] =>
  toInboundMessages(events, owned(owner === '' ? undefined : owner), {
    people: [aPerson({ lead: aLead({ lastRelanceAt }) })],
    knownMessages: known,
    stopWords,
  })
const preference = (wantsMarketing: boolean, at = 4): ChannelEvent => ({
  kind: 'preference',
  from: '+33639980001',
  userId: null,
  at,
  wantsMarketing,
})

describe('a message', () => {
  it('is read once, of a lead that is known', () => {
    const event = anInbound()
    expect(readAll([aStatus('s1', 'read'), event])).toEqual([
      { leadId: 'l1', event, wish: 'no', isAnswer: true, isReply: true, opensWindow: true },
    ])
    expect(readAll([event], { known: ['in1'] })).toEqual([])
    expect(readAll([event], { owner: '' })).toEqual([])
  })

  it('of the past answers nothing that was said after it', () => {
    const past = (at: number, lastRelanceAt: number | null) =>
      readAll([anInbound({ at, isPast: true })], { lastRelanceAt })[0]?.isAnswer
    expect(past(5, 5)).toBe(true)
    expect(past(4, 5)).toBe(false)
    expect(past(4, null)).toBe(false)
    expect(readAll([anInbound({ at: 4 })], { lastRelanceAt: 5 })[0]?.isAnswer).toBe(true)
  })

  it('that is no reply has no words of its own', () => {
    const [deleted] = readAll([anInbound({ content: 'deleted', text: 'STOP' })])
    expect(deleted).toMatchObject({ wish: 'no', isAnswer: false, isReply: false })
    expect(readAll([anInbound({ text: 'STOP' })])[0]?.wish).toBe('certain')
  })

  it('stands in the timeline, without what no database takes, with what it asks for', () => {
    const heard = (one: Parameters<typeof anInbound>[0]) => messageOf(readAll([anInbound(one)])[0] as InboundMessage)
    expect(heard({ at: 5, text: `a\0${'x'.repeat(5_000)}` })).toEqual({
      ...{ id: 'in1', leadId: 'l1', isReply: true, direction: 'inbound', at: 5, content: 'text', about: null },
      text: `a${'x'.repeat(4_095)}`,
    })
    expect(heard({ text: 'STOP' }).stops).toEqual({ wish: 'certain', said: 'STOP' })
    expect(heard({ content: 'button', text: null, payload: 'STOP' }).stops).toEqual({ wish: 'certain', said: 'STOP' })
    const about = (content: InboundMessage['event']['content']) => heard({ content, inReplyTo: 'm1' }).about
    expect(['edited', 'removed', 'deleted', 'reaction', 'text'].map((content) => about(content as 'text'))).toEqual([
      'm1',
      'm1',
      'm1',
      'm1',
      null,
    ])
  })
})

describe('of a person', () => {
  const moved = (after: Partial<ReturnType<typeof aSend>>, effects: object | null = null): Move => {
    const send = aSend()
    const done = { ...send, ...after }
    const caused = {
      relanceId: 's1',
      leadId: 'l1',
      ruleId: 'r1',
      numberId: 'n1',
      effects: effects ?? {},
      isFailed: true,
      error: null,
    }
    return { before: send, after: done, failure: effects && { at: 8, effects, caused } } as Move
  }
  const facts = (one: Partial<Facts> = {}, person = aPerson()) =>
    personFacts(person, { all: [], messages: [], moves: [], owners: owned('l1'), leftNames: [], ...one })

  it('nothing is told where nothing is of them', () => {
    const others = { messages: readAll([anInbound()], { owner: 'l2' }), all: [preference(false)], owners: owned('l2') }
    const other = { ...moved({ state: 'failed' }, { lead: 'opt_out' }), before: aSend({ leadId: 'l2' }) }
    const same = aSend()
    expect(facts({ ...others, moves: [other, { before: same, after: same, failure: null }] })).toEqual({
      ...{
        heard: [],
        identities: [],
        leavesAt: [],
        windowClosedAt: [],
        waitsUntil: [],
        unreachable: [],
        reached: [],
        phone: null,
      },
    })
  })

  it('replies are heard, and what is none is not', () => {
    const messages = readAll([
      anInbound({ at: 5 }),
      anInbound({ at: 6, content: 'reaction' }),
      anInbound({ at: 7, content: 'deleted' }),
    ])
    expect(facts({ messages }).heard).toEqual([
      { at: 5, opensWindow: true },
      { at: 6, opensWindow: false },
    ])
  })

  it('a wish to be left alone is one in words, in the settings of the channel, or by its refusal', () => {
    const messages = readAll([anInbound({ at: 5, text: 'STOP' }), anInbound({ at: 6, text: 'Oui' })])
    expect(
      facts({ messages, all: [preference(false, 4), preference(true, 3)], moves: [moved({}, { lead: 'opt_out' })] })
        .leavesAt,
    ).toEqual([5, 4, 8])
  })

  it('a wish that was made under a name which turns out to be theirs is theirs', () => {
    const name = { kind: 'user_id' as const, value: 'FR.1', learntFrom: 'reply' as const, learntAt: 5 }
    const owners = owned('l1', { learnt: new Map([['l1', [name]]]) })
    const leftNames = [
      { name: 'FR.1', at: 2 },
      { name: 'FR.2', at: 1 },
    ]
    expect(facts({ owners, leftNames })).toMatchObject({ leavesAt: [2], identities: [name] })
    // Lifted by a person since, it does not come back.
    expect(facts({ owners, leftNames }, aPerson({ identities: [name] })).leavesAt).toEqual([])
  })

  it('the number the lead has is no name beside it', () => {
    const number = (value: string) => ({ kind: 'wa_id' as const, value, learntFrom: 'reply' as const, learntAt: 5 })
    const learnt = new Map([['l1', [number('+33639980001'), number('+33639980002')]]])
    expect(facts({ owners: owned('l1', { learnt }) }).identities).toEqual([number('+33639980002')])
    const phones = new Map([['l1', '+33639980002']])
    expect(facts({ owners: owned('l1', { learnt, phones }) })).toMatchObject({
      phone: '+33639980002',
      identities: [number('+33639980001')],
    })
  })

  it('failures tell whether the number is reached, the window closed, and until when to rest', () => {
    const unreached = moved(
      { state: 'failed', reason: 'unreachable', failedAt: 8 },
      { closesWindow: true, recipientUntil: 99 },
    )
    expect(facts({ moves: [unreached] })).toMatchObject({
      ...{ unreachable: [{ relanceId: 's1', failedAt: 8 }], reached: [], windowClosedAt: [8], waitsUntil: [99] },
    })
    expect(facts({ moves: [moved({ state: 'failed', reason: 'refused', failedAt: 8 }, {})] })).toMatchObject({
      ...{ unreachable: [], reached: ['s1'], windowClosedAt: [], waitsUntil: [] },
    })
  })
})

describe('strangers who wish to be left alone', () => {
  const leaving = (events: ChannelEvent[], owner?: string) => leavingStrangers(events, owned(owner), stopWords)
  it('are kept by every lasting name, since the first time', () => {
    const stop = (at: number) => anInbound({ at, text: 'STOP', userId: 'FR.1', username: 'zoe' })
    expect(leaving([stop(6), stop(5), preference(false, 7)])).toEqual([
      { name: '+33639980001', at: 5 },
      { name: 'FR.1', at: 5 },
    ])
    expect(leaving([preference(false, 4), stop(6)])).toEqual([
      { name: '+33639980001', at: 4 },
      { name: 'FR.1', at: 6 },
    ])
  })

  it('are none who say something else, or are leads', () => {
    expect(leaving([anInbound({ text: 'Oui' }), preference(true)])).toEqual([])
    expect(leaving([anInbound({ text: 'STOP' })], 'l1')).toEqual([])
  })
})

it('events of nobody wait for a person, apart where they were set aside, and not of who was erased', () => {
  const [zoe, ida, eve, status] = stored([
    anInbound({ from: '+33639980001' }),
    anInbound({ from: '+33639980004', sharedPhone: '+33639980002' }),
    anInbound({ from: '+33639980003', sharedPhone: '+33639980002' }),
    aStatus('s1', 'read'),
  ])
  const all = [zoe, ida, eve, status].flatMap((one) => one ?? [])
  const state = { setAside: ['+33639980002'], erased: ['+33639980003'] }
  expect(unplaced(all, owned(undefined), state)).toEqual({ unknown: [zoe?.key], setAside: [ida?.key] })
  expect(unplaced(all, owned('l1'), state)).toEqual({ unknown: [], setAside: [] })
})
