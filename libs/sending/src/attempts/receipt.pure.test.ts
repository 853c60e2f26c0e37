/** What an answer of the channel does to a message: it is tried again, given up or handed over, and never sent twice. */
import type { Reaction, SendOutcome } from '@relance/relance/core'
import { decideReceipt, dueAfter, effectsOf, keepsFailing, type Taken } from './receipt.pure.ts'
import { HOUR, NOW, RECEIVING } from '../receive/test/received-cases.ts'

const { plan } = RECEIVING
const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 24 * HOUR
const error = { code: 1, details: 'x' }
const taken = (one: Partial<Taken> = {}): Taken => ({
  ...{ relanceId: 's1', leadId: 'l1', step: 1, expiresAt: NOW + 2 * DAY, failures: 0, timeZone: null },
  ...{ phone: '+33639980001', rule: plan.rules.get('r1') },
  ...one,
})
const after = (outcome: SendOutcome, one: Partial<Taken> = {}, fallsBack = false) =>
  decideReceipt(taken(one), outcome, { plan, fallsBack }, NOW)
const refused = (reaction: Reaction, one: Partial<Taken> = {}, fallsBack = false, retryAfterMs?: number) =>
  after({ kind: 'refused', error, reaction, ...(retryAfterMs !== undefined && { retryAfterMs }) }, one, fallsBack)
const NOTHING = {
  ...{ relanceId: 's1', leadId: 'l1', reason: null, deliverAt: null, nextDueAt: null, messageId: null, number: null },
  ...{ error: null, isFailure: false, effects: {} },
}

it('what was accepted dates the next step from now', () => {
  expect(after({ kind: 'accepted', messageId: 'm', number: '+33' })).toEqual({
    ...{ ...NOTHING, state: 'accepted', messageId: 'm', number: '+33', nextDueAt: NOW + 3 * DAY },
  })
  expect(after({ kind: 'accepted', messageId: 'm', number: null }, { step: 2 }).nextDueAt).toBeNull()
  expect(after({ kind: 'accepted', messageId: 'm', number: null }, { rule: undefined }).nextDueAt).toBeNull()
})

it('the next step counts in the zone of the lead', () => {
  const at = Date.parse('2026-03-28T12:00:00Z')
  expect(dueAfter(taken(), plan, at)).toBe(at + 3 * DAY - HOUR)
  expect(dueAfter(taken({ timeZone: 'Asia/Tokyo' }), plan, at)).toBe(at + 3 * DAY)
})

it('what may have been accepted is not tried again', () => {
  expect(after({ kind: 'unknown', error })).toEqual({ ...NOTHING, state: 'unknown', error })
})

describe('what certainly never left', () => {
  it.each([
    [0, 30 * SECOND],
    [1, 2 * MINUTE],
    [2, 8 * MINUTE],
    [3, 30 * MINUTE],
  ])('is tried again after %i failures, each time later', (failures, wait) => {
    expect(after({ kind: 'not_sent', error }, { failures })).toEqual({
      ...{ ...NOTHING, state: 'queued', reason: 'retried', deliverAt: NOW + wait, error, isFailure: true },
    })
  })

  it('fails, or is its closer’s, once it was tried often enough', () => {
    const last = { failures: 4 }
    const given = { ...NOTHING, reason: 'retries_exhausted', error, isFailure: true }
    expect(after({ kind: 'not_sent', error }, last)).toEqual({ ...given, state: 'failed' })
    expect(after({ kind: 'not_sent', error }, last, true)).toEqual({ ...given, state: 'due', deliverAt: NOW })
  })
})

describe('a refusal', () => {
  it.each<[Reaction, string, string, number | null, object, boolean]>([
    ['retry', 'queued', 'retried', 30 * SECOND, {}, true],
    ['reread_template', 'queued', 'retried', 30 * SECOND, { rereadsTemplates: true }, true],
    ['slow_number', 'queued', 'retried', 250, { numberUntil: NOW + 250 }, false],
    ['slow_recipient', 'queued', 'recipient_gap', MINUTE, { recipientUntil: NOW + MINUTE }, false],
    ['slow_account', 'queued', 'account_stopped', MINUTE, { accountUntil: NOW + MINUTE }, false],
    ['block_number', 'queued', 'number_blocked', 0, { pausesNumberUntil: NOW + DAY }, false],
    ['stop_account', 'queued', 'account_stopped', 0, { stopsAccount: true }, false],
    ['need_template', 'queued', 'template_needed', 0, { closesWindow: true }, false],
    ['wait_a_day', 'queued', 'withheld', DAY, { recipientUntil: NOW + DAY }, false],
    ['stop_rule', 'failed', 'rule_stopped', null, { stopsRule: 'rule_stopped' }, false],
    ['mark_unreachable', 'failed', 'unreachable', null, { lead: 'undeliverable' }, false],
    ['opt_out', 'failed', 'refused', null, { lead: 'opt_out' }, false],
    ['skip', 'failed', 'refused', null, {}, false],
    ['hand_over', 'failed', 'refused', null, {}, false],
  ])('%s: the message is %s', (reaction, state, reason, wait, effects, isFailure) => {
    expect(refused(reaction)).toMatchObject({ state, reason, isFailure, error })
    expect(refused(reaction).deliverAt).toBe(wait === null ? null : NOW + wait)
    expect(refused(reaction).effects).toEqual(effects)
  })

  it.each<[Reaction, string, string]>([
    ['block_number', 'due', 'number_blocked'],
    ['stop_rule', 'due', 'rule_stopped'],
    ['hand_over', 'due', 'refused'],
    ['opt_out', 'failed', 'refused'],
    ['skip', 'failed', 'refused'],
    ['mark_unreachable', 'failed', 'unreachable'],
    ['stop_account', 'queued', 'account_stopped'],
  ])('%s, where closers take over: the message is %s', (reaction, state, reason) => {
    expect(refused(reaction, {}, true)).toMatchObject({ state, reason })
  })

  it('of a person without a number is no closer’s to mend', () => {
    expect(refused('hand_over', { phone: null }, true).state).toBe('failed')
    const { phone: _, ...unknown } = taken()
    const outcome: SendOutcome = { kind: 'refused', error, reaction: 'hand_over' }
    expect(decideReceipt(unknown, outcome, { plan, fallsBack: true }, NOW).state).toBe('due')
  })

  it.each<[Reaction, number]>([
    ['retry', 30 * SECOND],
    ['slow_number', 250],
    ['slow_recipient', MINUTE],
    ['slow_account', MINUTE],
    ['wait_a_day', DAY],
  ])('%s waits as long as the channel asks, and no shorter than we do', (reaction, least) => {
    expect(refused(reaction, {}, false, least + 1).deliverAt).toBe(NOW + least + 1)
    expect(refused(reaction, {}, false, least - 1).deliverAt).toBe(NOW + least)
  })

  it('for a day is given up where the message would be late then', () => {
    expect(refused('wait_a_day', { expiresAt: NOW + DAY + 1 }).state).toBe('queued')
    expect(refused('wait_a_day', { expiresAt: NOW + DAY })).toMatchObject({ state: 'failed', reason: 'withheld' })
    expect(refused('wait_a_day', { expiresAt: NOW + DAY }, true)).toMatchObject({ state: 'due', deliverAt: NOW })
  })

  it('that comes later has the same effects, and leaves the person alone for a day where it asks so', () => {
    expect(effectsOf('wait_a_day', undefined, NOW)).toEqual({ recipientUntil: NOW + DAY })
    expect(effectsOf('block_number', 2 * DAY, NOW)).toEqual({ pausesNumberUntil: NOW + 2 * DAY })
    expect(effectsOf('stop_rule', undefined, NOW)).toEqual({ stopsRule: 'rule_stopped' })
  })
})

it.each([
  [19, 19, false],
  [20, 1, false],
  [20, 2, true],
  [21, 2, false],
  [100, 10, true],
  [100, 9, false],
])('of %i sends, %i failures pause the rule: %s', (sends, failed, expected) => {
  expect(keepsFailing(sends, failed)).toBe(expected)
})
