/** A message the channel gave up is its closer's only where a closer's message would be as welcome, and in time. */
import type { Reaction } from '@relance/relance/core'
import { handOver, isWithCloser, type Receiver } from './hand-over.pure.ts'
import type { Receiving, SentState } from './received.pure.ts'
import { aLead, aSend, HOUR, NOW, RECEIVING } from './test/received-cases.ts'

const gaveUp = (send: Partial<SentState> = {}): SentState =>
  aSend({ state: 'failed', reason: 'rule_stopped', reaction: 'stop_rule', ...send })
const withCloser = (send: Partial<SentState> = {}): SentState => gaveUp({ state: 'due', ...send })
const asked = (sends: SentState[], receiver: Partial<Receiver> = {}, receiving: Partial<Receiving> = {}) => {
  const done = handOver(sends, { lead: aLead(), heardAt: null, ...receiver }, { ...RECEIVING, ...receiving }, NOW)
  return [done.passed, [...done.takenBack]]
}
const PASSED = ['s1', []]
const NOT = [null, []]
const TAKEN_BACK = [null, ['s1']]

describe('what the channel gave up', () => {
  it.each<[string, unknown, Partial<SentState>, Partial<Receiver>?, Partial<Receiving>?]>([
    ['is passed to its closer', PASSED, {}],
    ['stays failed where nobody falls back', NOT, {}, {}, { fallsBack: false }],
    ['stays failed once it is late', NOT, { expiresAt: NOW }],
    ['is passed a moment before it is late', PASSED, { expiresAt: NOW + 1 }],
    ['stays failed where its rule is gone', NOT, { ruleId: 'gone' }],
    ['stays failed where the channel told no reason', NOT, { reaction: null }],
    ['stays failed where it has come after all', NOT, { deliveredAt: NOW }],
    ['stays failed where the lead may not be written to', NOT, {}, { lead: aLead({ optedOutAt: 1 }) }],
    ['stays failed where a closer has no number to write to', NOT, {}, { lead: aLead({ phone: null, personId: 'p' }) }],
    ['stays failed where the person has answered since', NOT, {}, { heardAt: NOW - HOUR }],
    ['is passed where the person wrote before it', PASSED, {}, { heardAt: NOW - HOUR - 1 }],
    ['is passed in spite of an answer, where the rule goes on', PASSED, { ruleId: 'r2' }, { heardAt: NOW }],
    ['is no item where it is not failed', NOT, { state: 'accepted', reaction: null }],
  ])('%s', (_, expected, send, receiver = {}, receiving = {}) => {
    expect(asked([gaveUp(send)], receiver, receiving)).toEqual(expected)
  })

  it.each<[Reaction, unknown]>([
    ['mark_unreachable', NOT],
    ['opt_out', NOT],
    ['skip', NOT],
    ['hand_over', PASSED],
    ['block_number', PASSED],
    ['retry', PASSED],
  ])('for %s is, or is not, as true of what a closer writes', (reaction, expected) => {
    expect(asked([gaveUp({ reaction })])).toEqual(expected)
  })
})

describe('what a closer has', () => {
  it('stays with them, also when it is late or nobody falls back any more', () => {
    expect(asked([withCloser({ expiresAt: NOW })], {}, { fallsBack: false })).toEqual(NOT)
  })

  it('is taken back where the person has answered or has it', () => {
    expect(asked([withCloser()], { heardAt: NOW })).toEqual(TAKEN_BACK)
    expect(asked([withCloser({ deliveredAt: NOW })])).toEqual(TAKEN_BACK)
  })

  it('because a person handed it over is that person’s act', () => {
    expect(asked([withCloser({ reason: 'handed_over' })], { heardAt: NOW })).toEqual(NOT)
    expect(isWithCloser(withCloser({ reason: 'handed_over' }))).toBe(false)
    expect(isWithCloser(withCloser({ reaction: null }))).toBe(false)
    expect(isWithCloser(gaveUp())).toBe(false)
    expect(isWithCloser(withCloser())).toBe(true)
  })
})

it('of several the latest is the item, and the others are taken back, in whatever order they come', () => {
  const first = withCloser({ relanceId: 's1', takenAt: 1 })
  const second = gaveUp({ relanceId: 's2', takenAt: 2 })
  const third = gaveUp({ relanceId: 's3', takenAt: 2 })
  expect(asked([first, second])).toEqual(['s2', ['s1']])
  expect(asked([second, third, first])).toEqual(['s3', ['s1']])
  expect(asked([third, first, second])).toEqual(['s3', ['s1']])
  expect(asked([withCloser({ takenAt: 3 }), second])).toEqual([null, []])
})
