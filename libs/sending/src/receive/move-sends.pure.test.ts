/** Statuses move the messages they are about, and a failure causes what it causes once. */
import type { Reaction } from '@relance/relance/core'
import { changesOf, groupStatuses, moveOf, rulesAfter } from './move-sends.pure.ts'
import type { SentState, StatusEvent } from './received.pure.ts'
import { aLead, aPerson, aSend, aStatus, HOUR, NOW, RECEIVING, stored } from './test/received-cases.ts'

const failed = (reaction: Reaction, one: Partial<StatusEvent> = {}): StatusEvent =>
  aStatus('s1', 'failed', { error: { code: 7, details: 'why', reaction }, ...one })
const move = (send: SentState, statuses: StatusEvent[], people = [aPerson()]) =>
  moveOf(send, statuses, { people, receiving: RECEIVING, now: NOW })
const changes = (send: SentState, statuses: StatusEvent[], person = aPerson()) =>
  changesOf([move(send, statuses, [person])], [person], RECEIVING, NOW)

describe('a status is about', () => {
  const sends = [aSend(), aSend({ relanceId: 's2' })]
  const grouped = (...events: StatusEvent[]) => {
    const { statusesOf, waiting } = groupStatuses(stored(events), sends)
    return [Object.fromEntries([...statusesOf].map(([id, all]) => [id, all.length])), waiting.size]
  }

  it('the message whose id we gave along, whatever its capitals, else the one the channel names', () => {
    expect(grouped(aStatus('s1', 'read', { relanceId: 'S1', messageId: 'x' }))).toEqual([{ s1: 1 }, 0])
    expect(grouped(aStatus('s2', 'read', { relanceId: null }))).toEqual([{ s2: 1 }, 0])
    expect(grouped(aStatus('s1', 'read', { relanceId: 'gone' }))).toEqual([{ s1: 1 }, 0])
    expect(grouped(aStatus('s1', 'read', { relanceId: 's2' }))).toEqual([{ s2: 1 }, 0])
  })

  it('a message that is not known yet, and waits', () => {
    expect(grouped(aStatus('s9', 'read'), aStatus('s1', 'sent'), aStatus('s1', 'read'))).toEqual([{ s1: 2 }, 1])
  })

  it('nothing, where the event is another', () => {
    const { statusesOf, waiting } = groupStatuses(stored([{ kind: 'account_notice', what: 'x', at: 1 }]), sends)
    expect([statusesOf.size, waiting.size]).toEqual([0, 0])
  })
})

describe('a failure', () => {
  it('causes what it asks for, the first time it is told', () => {
    expect(move(aSend(), [failed('opt_out')]).failure).toEqual({
      at: NOW - 60_000,
      effects: { lead: 'opt_out' },
      caused: {
        ...{ relanceId: 's1', leadId: 'l1', ruleId: 'r1', numberId: 'n1', effects: { lead: 'opt_out' } },
        ...{ isFailed: true, error: '7: why' },
      },
    })
    expect(move(aSend({ state: 'failed', failedAt: 3, reason: 'refused' }), [failed('opt_out')]).failure).toBeNull()
  })

  it('is the channel’s to tell where a person had only believed it', () => {
    const believed = aSend({ state: 'failed', failedAt: 3, reason: 'not_sent_by_person' })
    expect(move(believed, [failed('opt_out')]).failure).not.toBeNull()
  })

  it('of what has come is no failure of the rule', () => {
    expect(move(aSend({ state: 'delivered', deliveredAt: 3 }), [failed('retry')]).failure?.caused.isFailed).toBe(false)
  })

  it('without a reason causes nothing', () => {
    expect(move(aSend(), [failed('retry', { error: null })]).failure).toMatchObject({
      effects: {},
      caused: { error: null },
    })
  })
})

it('what nothing was told of stays the very same', () => {
  const send = aSend()
  expect(move(send, [])).toEqual({ before: send, after: send, failure: null })
  expect(moveOf(send, undefined, { people: [], receiving: RECEIVING, now: NOW }).after).toBe(send)
  expect(changes(send, [])).toEqual([])
})

it('a message is priced by where it was sent', () => {
  const rates = [
    ...RECEIVING.rates,
    { market: '33', category: 'marketing' as const, priceMicros: 5, validFrom: 0, freePerMonth: 0 },
  ]
  const priced = (people: ReturnType<typeof aPerson>[]) =>
    moveOf(aSend(), [aStatus('s1', 'delivered')], { people, receiving: { ...RECEIVING, rates }, now: NOW }).after.cost
  expect(priced([aPerson()])).toBe(5)
  expect(priced([])).toBe(118_600)
  expect(priced([aPerson({ lead: aLead({ id: 'l2' }) })])).toBe(118_600)
})

describe('a change', () => {
  it('tells whether it moves the message, and dates nothing where the answer was known', () => {
    expect(changes(aSend(), [aStatus('s1', 'read')])).toMatchObject([
      { state: 'read', isMoved: true, isPassed: false, isTakenBack: false, pacedAt: null, nextDueAt: null },
    ])
    const read = aSend({ state: 'read', readAt: 9, deliveredAt: 9, cost: 118_600 })
    expect(changes(read, [aStatus('s1', 'delivered', { at: 3 })])).toMatchObject([{ deliveredAt: 3, isMoved: false }])
  })

  it('dates the next step from what proves that it was accepted', () => {
    const lost = aSend({ state: 'unknown', acceptedAt: null })
    expect(changes(lost, [aStatus('s1', 'sent')])).toMatchObject([
      { pacedAt: NOW - 60_000, nextDueAt: NOW - 60_000 + 72 * HOUR },
    ])
    expect(changes({ ...lost, step: 2 }, [aStatus('s1', 'sent')])).toMatchObject([{ nextDueAt: null }])
    expect(changes({ ...lost, provedAt: NOW - 60_000 }, [aStatus('s1', 'sent')])).toMatchObject([{ pacedAt: null }])
  })

  it('passes to its closer what the channel gave up, and takes it back when it has come', () => {
    expect(changes(aSend(), [failed('stop_rule')])).toMatchObject([
      { state: 'due', isPassed: true, isTakenBack: false },
    ])
    const passed = aSend({ state: 'due', reason: 'rule_stopped', reaction: 'stop_rule', failedAt: 1 })
    expect(changes(passed, [aStatus('s1', 'delivered')])).toMatchObject([
      { state: 'delivered', isPassed: false, isTakenBack: true },
    ])
    expect(changes(passed, [], aPerson({ heardAt: NOW }))).toMatchObject([
      { state: 'failed', isTakenBack: true, isMoved: true },
    ])
    expect(changes(passed, [])).toEqual([])
  })

  it('is of the leads in the batch alone', () => {
    const other = aPerson({ lead: aLead({ id: 'l2' }) })
    expect(changesOf([move(aSend(), [aStatus('s1', 'read')])], [other], RECEIVING, NOW)).toEqual([])
  })
})

describe('what a rule has sent', () => {
  const rules = [{ ruleId: 'r1', since: NOW - HOUR, sends: 30, failed: 4 }]
  const failedAfter = (before: Partial<SentState>, after: Partial<SentState>): number | undefined =>
    rulesAfter(rules, [{ before: aSend(before), after: aSend({ ...before, ...after }), failure: null }])[0]?.failed

  it('counts what has failed, and no more what has come after all', () => {
    expect(failedAfter({}, { failedAt: 1 })).toBe(5)
    expect(failedAfter({ failedAt: 1 }, { deliveredAt: 2 })).toBe(3)
    expect(failedAfter({ failedAt: 1 }, {})).toBe(4)
    expect(failedAfter({}, { failedAt: 1, deliveredAt: 2 })).toBe(4)
  })

  it('counts its own messages, of since it was resumed', () => {
    expect(failedAfter({ ruleId: 'r2' }, { failedAt: 1 })).toBe(4)
    expect(failedAfter({ takenAt: NOW - HOUR - 1 }, { failedAt: 1 })).toBe(4)
  })
})
