/** What waits is delivered by what its rule says now. NOW is a Tuesday, 10:00 in Paris; the minimum gap is 20 hours. */
import type { Enrolment } from './episodes.ts'
import type { PlannedRule } from './plan.ts'
import {
  type ChangedRules,
  changedBetween,
  EVERYTHING,
  mayPass,
  replan,
  type Waiting,
  type WaitingRelance,
} from './replan.ts'
import { aFrequency, aLead, anEnrolment, aPlan, aRule, NOW } from './test/cases.ts'
import { ALL, again, at, relance, waiting } from './test/waiting.ts'
import { DAY, HOUR } from '../ground/time.ts'

const afternoon = { window: { days: [1, 2, 3, 4, 5], from: '14:00', to: '18:00' } }
const CLOSED = { window: { days: [], from: '09:00', to: '18:00' } }

describe('a relance that is to come', () => {
  const moved = (one: Partial<WaitingRelance>, rule: Partial<PlannedRule> = {}, what: Partial<Waiting> = {}) =>
    again({ relances: [relance(one)], ...what }, { rules: [aRule('r', rule)] }).relances

  it('comes at the next opening of the window as it is now, and expires by it', () => {
    expect(moved({}, { frequency: aFrequency(afternoon) })).toEqual([
      { id: 'x', deliverAt: at('10T13:00'), expiresAt: at('12T17:00') },
    ])
  })

  it('comes no earlier than somebody has put it off to', () => {
    expect(moved({ notBefore: at('12T07:00') })).toEqual([
      { id: 'x', deliverAt: at('12T08:00'), expiresAt: at('16T17:00') },
    ])
    expect(moved({ notBefore: NOW - DAY })).toMatchObject([{ deliverAt: NOW }])
  })

  it.each<[string, Partial<Waiting>]>([
    ['the last relance', { deliveredAt: NOW - 2 * HOUR }],
    ['the last contact', { lead: aLead({ lastContactAt: NOW - 2 * HOUR }) }],
    ['the later of both', { deliveredAt: NOW - 2 * HOUR, lead: aLead({ lastContactAt: NOW - 5 * HOUR }) }],
    [
      'the later of both, the other way round',
      { deliveredAt: NOW - 5 * HOUR, lead: aLead({ lastContactAt: NOW - 2 * HOUR }) },
    ],
  ])('keeps its distance to %s', (_, what) => {
    const frequency = aFrequency({ window: { days: [1, 2, 3, 4, 5], from: '00:00', to: '24:00' } })
    expect(moved({}, { frequency }, what)).toMatchObject([{ deliverAt: NOW + 18 * HOUR }])
  })

  it('stays where it is under a window that never opens, and expires so many days later', () => {
    expect(moved({}, { frequency: aFrequency(CLOSED), expiryDays: 2 })).toEqual([
      { id: 'x', deliverAt: at('11T08:00'), expiresAt: at('13T08:00') },
    ])
  })

  it.each<[string, PlannedRule[], ChangedRules]>([
    ['whose rule is off', [aRule('r', { isActive: false, frequency: aFrequency(afternoon) })], ALL],
    ['whose rule is gone', [], ALL],
    ['of a rule in which nothing has changed', [aRule('r', { frequency: aFrequency(afternoon) })], () => null],
    [
      'of a rule that only counts otherwise',
      [aRule('r', { frequency: aFrequency(afternoon) })],
      () => ({ isDue: true, isDelivery: false }),
    ],
  ])('%s stays', (_, rules, changed) => {
    expect(again({ relances: [relance()] }, { rules, changed }).relances).toEqual([])
  })

  it('that stands where it would be put is not moved', () => {
    expect(moved({ deliverAt: NOW, expiresAt: at('12T17:00') })).toEqual([])
  })
})

describe('a relance that its closer sees already', () => {
  const moved = (one: Partial<WaitingRelance>, rule: Partial<PlannedRule> = {}, now = NOW) =>
    replan(waiting({ relances: [relance(one)] }), ALL, aPlan([aRule('r', rule)]), now).relances

  it('stays before them, whatever gap there is, and only its expiry is counted anew', () => {
    expect(moved({ deliverAt: at('10T08:00') }, { expiryDays: 2 })).toEqual([
      { id: 'x', deliverAt: at('10T08:00'), expiresAt: at('11T17:00') },
    ])
    expect(moved({ deliverAt: at('10T08:00'), expiresAt: at('12T17:00') })).toEqual([])
  })

  it('stays where it may be opened now, though it would not have come then', () => {
    const night = at('09T22:00')
    expect(moved({ deliverAt: night }, { expiryDays: 1 })).toEqual([
      { id: 'x', deliverAt: night, expiresAt: at('10T17:00') },
    ])
  })

  it('stays where its instant is still allowed, though it may not be opened now', () => {
    const evening = at('10T20:00')
    expect(moved({ deliverAt: at('10T08:00') }, { expiryDays: 2 }, evening)).toEqual([
      { id: 'x', deliverAt: at('10T08:00'), expiresAt: at('11T17:00') },
    ])
  })

  it('comes again where neither is allowed', () => {
    expect(moved({ deliverAt: at('10T08:00') }, { frequency: aFrequency(afternoon) })).toMatchObject([
      { deliverAt: at('10T13:00') },
    ])
  })

  it('does not expire at once: it has today at least', () => {
    expect(moved({ deliverAt: at('05T08:00'), expiresAt: NOW + 1 }, { expiryDays: 1 })).toEqual([
      { id: 'x', deliverAt: at('05T08:00'), expiresAt: at('10T17:00') },
    ])
  })

  it('has expired, whatever is saved before somebody has looked', () => {
    expect(moved({ deliverAt: at('05T08:00'), expiresAt: NOW }, { expiryDays: 9 })).toEqual([])
  })

  it('keeps the time that a channel gave it to act, where that is longer', () => {
    const late = { deliverAt: at('10T08:00'), expiresAt: at('20T17:00'), reason: 'unknown_recipient' }
    expect(moved(late)).toEqual([])
    expect(moved({ ...late, expiresAt: at('11T08:00') })).toMatchObject([{ expiresAt: at('12T17:00') }])
    expect(moved({ ...late, reason: null })).toMatchObject([{ expiresAt: at('12T17:00') }])
    // What is yet to come has not been handed over.
    expect(moved({ ...late, deliverAt: at('11T08:00') })).toMatchObject([{ expiresAt: at('12T17:00') }])
  })
})

describe('of several relances', () => {
  const two = [
    relance({ id: 'a', ruleId: 'a', deliverAt: at('11T08:00') }),
    relance({ id: 'b', ruleId: 'b', deliverAt: at('12T08:00') }),
  ]
  const rules = (frequency: PlannedRule['frequency']) => [aRule('a', { frequency }), aRule('b')]
  const onlyA: ChangedRules = (id) => (id === 'a' ? EVERYTHING : null)

  it('each keeps its distance to the one before', () => {
    const { relances } = again({ relances: two }, { rules: rules(aFrequency()) })
    expect(relances.map(({ deliverAt }) => deliverAt)).toEqual([NOW, at('11T08:00')])
  })

  it('the later ones make way for one that comes later now', () => {
    const fridays = aFrequency({ window: { days: [4], from: '12:00', to: '18:00' } })
    const { relances } = again({ relances: two }, { rules: rules(fridays), changed: onlyA })
    expect(relances).toMatchObject([
      { id: 'a', deliverAt: at('12T11:00') },
      { id: 'b', deliverAt: at('13T08:00') },
    ])
  })

  it('the later ones stay where the one before comes earlier, or stays', () => {
    expect(again({ relances: two }, { rules: rules(aFrequency()), changed: onlyA }).relances).toMatchObject([
      { id: 'a' },
    ])
    const same = [relance({ id: 'a', ruleId: 'a', deliverAt: NOW }), two[1] as WaitingRelance]
    const { relances } = again({ relances: same }, { rules: rules(aFrequency()), changed: onlyA })
    expect(relances.map(({ id }) => id)).toEqual(['a'])
  })
})

describe('when the lead is written to last', () => {
  const paced = (what: Partial<Waiting>, changed = ALL) => again(what, { changed }).pacedAt
  const lead = aLead({ lastRelanceAt: at('11T08:00') })

  it('follows the last relance, if that is moved', () => {
    expect(paced({ lead, relances: [relance()] })).toBe(NOW)
    expect(paced({ lead, relances: [relance()], deliveredAt: NOW - 30 * DAY })).toBe(NOW)
    expect(paced({ lead, relances: [relance()] }, () => null)).toBeNull()
    expect(paced({ relances: [relance()] })).toBeNull()
  })

  it('is the latest of what was delivered and of what waits, moved or not', () => {
    const other = relance({ id: 'y', ruleId: 'gone', deliverAt: at('10T15:00') })
    expect(paced({ lead, relances: [other, relance({ deliverAt: at('11T08:00'), notBefore: at('11T12:00') })] })).toBe(
      at('11T12:00'),
    )
    const early = relance({ id: 'y', ruleId: 'gone', deliverAt: at('13T08:00') })
    expect(paced({ lead, relances: [relance(), early] })).toBe(at('13T08:00'))
    const frequency = aFrequency({ window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' } })
    const shown = relance({ deliverAt: at('09T08:00') })
    const late = { lead: aLead({ lastRelanceAt: shown.deliverAt }), relances: [shown], deliveredAt: NOW - HOUR }
    expect(again(late, { rules: [aRule('r', { frequency })] }).pacedAt).toBe(NOW - HOUR)
  })
})

it.each<[string, Partial<Enrolment>, boolean]>([
  ['an end that an undo takes back', { state: 'ended', reason: 'opted_out' }, true],
  ['an end by a contact', { state: 'ended', reason: 'contacted' }, true],
  ['an end for good', { state: 'ended', reason: 'replied' }, false],
  ['a first step', { state: 'ended', reason: 'opted_out', step: 1 }, false],
  ['what waits', { state: 'waiting', reason: 'rule_inactive' }, false],
  ['what is active', { reason: 'opted_out' }, false],
  ['an end without a reason', { state: 'ended', reason: null }, false],
])('%s may pass: %#', (_, one, expected) => {
  expect(mayPass(anEnrolment(one))).toBe(expected)
})

it.each<[string | null, string, unknown]>([
  [null, 'a b', null],
  ['a b', 'a b', null],
  ['a b', 'c b', { isDue: true, isDelivery: false }],
  ['a b', 'a c', { isDue: false, isDelivery: true }],
  ['a b', 'c d', { isDue: true, isDelivery: true }],
])('between the basis %s and %s, what has changed is %j', (planned, current, expected) => {
  expect(changedBetween(planned, current)).toEqual(expected)
})
