/** A contact puts off what waits, and never more than it asks for. NOW is a Tuesday, 10:00 in Paris; the minimum gap is 20 hours. */
import { afterMoves, contactMoves, lastRelanceAfter, without } from './follow-contacts.ts'
import type { LeadState, PastRelance, RelanceWait } from './lead-state.ts'
import type { PlannedRule } from './plan.ts'
import { aContact, aFrequency, aLead, anEnrolment, aPlan, aRelance, aRule, aState, aWait, NOW } from './test/cases.ts'
import { HOUR } from '../ground/time.ts'

const HALF_AN_HOUR_AGO = NOW - HOUR / 2
const WEDNESDAY_MORNING = Date.parse('2026-03-11T08:00:00Z')
const FRIDAY_MORNING = Date.parse('2026-03-13T08:30:00Z')

interface Asked {
  rule?: Partial<PlannedRule>
  wait?: Partial<RelanceWait>
  relance?: Partial<PastRelance>
  state?: Partial<LeadState>
}
const stateOf = ({ wait, relance, state }: Asked): LeadState =>
  aState({
    lead: aLead({ lastContactAt: HALF_AN_HOUR_AGO }),
    contacts: [aContact()],
    enrolments: [anEnrolment({ dueAt: NOW + HOUR, nextDueAt: NOW + HOUR })],
    relances: [aRelance({ waiting: aWait(wait), ...relance })],
    ...state,
  })
const movesOf = (asked: Asked) => contactMoves(stateOf(asked), aPlan([aRule('r', asked.rule)]), NOW)
const shortOf = (asked: Asked) =>
  movesOf(asked).map((move) =>
    move.kind === 'withdraw' ? 'withdraw' : [move.reason, new Date(move.deliverAt).toISOString()],
  )

const toWednesday = [['minimum_gap', '2026-03-11T08:00:00.000Z']]
const toFriday = [['contacted', '2026-03-13T08:30:00.000Z']]

it('what waits comes once the gap is over and the window open, expires as late, and the step after it counts from then', () => {
  expect(movesOf({ rule: { pauses: { pausedMs: 7, resumedAt: null, midway: 'continue', midwayToMs: 0 } } })).toEqual([
    {
      kind: 'put_off',
      relance: stateOf({}).relances[0],
      deliverAt: WEDNESDAY_MORNING,
      // The third working day from then.
      expiresAt: Date.parse('2026-03-13T17:00:00Z'),
      reason: 'minimum_gap',
      next: { enrolmentId: 'e', dueAt: Date.parse('2026-03-14T08:00:00Z'), pausedMs: 7 },
    },
  ])
  expect(movesOf({})).toMatchObject([{ next: { pausedMs: 0 } }])
})

describe('nothing is moved', () => {
  it.each<[string, Asked]>([
    ['of a rule that is off', { rule: { isActive: false } }],
    ['of a rule that is gone', { relance: { ruleId: 'gone' } }],
    ['of a relance without its rule', { state: { relances: [{ ...aRelance(), ruleId: undefined } as PastRelance] } }],
    ['that does not wait', { relance: { waiting: null } }],
    ['that expires now', { wait: { expiresAt: NOW } }],
    ['without a contact', { state: { lead: aLead(), contacts: [] } }],
    ['that comes after the gap anyway', { relance: { deliverAt: HALF_AN_HOUR_AGO + 20 * HOUR } }],
    [
      'under a window that never opens',
      { rule: { frequency: aFrequency({ window: { days: [], from: '09:00', to: '18:00' } }) } },
    ],
    [
      'that stands there already, for that reason',
      { relance: { deliverAt: WEDNESDAY_MORNING }, wait: { reason: 'minimum_gap' } },
    ],
  ])('%s', (_, asked) => {
    expect(movesOf(asked)).toEqual([])
  })

  it('that somebody has put off or handed on knowing of the contact', () => {
    const contacts = [aContact({ notedAt: HALF_AN_HOUR_AGO })]
    expect(shortOf({ state: { contacts }, wait: { decidedAt: HALF_AN_HOUR_AGO + 1 } })).toEqual([])
    expect(shortOf({ state: { contacts }, wait: { decidedAt: HALF_AN_HOUR_AGO } })).toEqual(toWednesday)
    expect(shortOf({ state: { contacts }, wait: { decidedAt: null } })).toEqual(toWednesday)
    // Of the latest contact it counts when it was noted, whoever spoke.
    const both = [
      aContact({ at: NOW - 9 * HOUR, notedAt: 0 }),
      aContact({ direction: 'inbound', notedAt: HALF_AN_HOUR_AGO }),
    ]
    expect(shortOf({ state: { contacts: both }, wait: { decidedAt: NOW - HOUR } })).toEqual(toWednesday)
    expect(shortOf({ state: { contacts: both }, wait: { decidedAt: NOW } })).toEqual([])
  })
})

it('what expires a moment later is still moved', () => {
  expect(shortOf({ wait: { expiresAt: NOW + 1 } })).toEqual(toWednesday)
})

it('what was put off by a person comes no earlier than they wanted, for nobody’s reason but theirs', () => {
  expect(shortOf({ wait: { notBefore: FRIDAY_MORNING } })).toEqual([[null, '2026-03-13T08:30:00.000Z']])
  expect(shortOf({ wait: { notBefore: NOW - HOUR } })).toEqual(toWednesday)
})

describe('what a contact has put off', () => {
  it.each(['minimum_gap', 'contacted'])('for %s comes as soon as it may, once the contact is taken back', (reason) => {
    const state = { lead: aLead(), contacts: [] }
    expect(shortOf({ state, relance: { deliverAt: WEDNESDAY_MORNING }, wait: { reason } })).toEqual([
      [null, new Date(NOW).toISOString()],
    ])
  })

  it('is brought forward when an earlier contact takes its place', () => {
    expect(shortOf({ relance: { deliverAt: FRIDAY_MORNING }, wait: { reason: 'minimum_gap' } })).toEqual(toWednesday)
    expect(shortOf({ relance: { deliverAt: FRIDAY_MORNING } })).toEqual([])
  })

  it('waits for nothing any more when the gap is over by now', () => {
    const state = { lead: aLead({ lastContactAt: NOW - 30 * HOUR }), contacts: [aContact({ at: NOW - 30 * HOUR })] }
    expect(shortOf({ state, relance: { deliverAt: WEDNESDAY_MORNING }, wait: { reason: 'minimum_gap' } })).toEqual([
      [null, new Date(NOW).toISOString()],
    ])
  })
})

describe('a rule that begins its delay anew', () => {
  const restarts = { onContact: 'restart_delay' } as const

  it('counts the delay of the step from our contact', () => {
    expect(shortOf({ rule: restarts })).toEqual(toFriday)
  })

  it('counts nothing from what the lead said, nor from what we said before the step before', () => {
    expect(shortOf({ rule: restarts, state: { contacts: [aContact({ direction: 'inbound' })] } })).toEqual(toWednesday)
    const second = aRelance({ step: 2 })
    const first = (one: Partial<PastRelance>) => aRelance({ id: 'w', waiting: null, ...one })
    const relances = (one: Partial<PastRelance>) => ({ state: { relances: [first(one), second] } })
    expect(shortOf({ rule: restarts, ...relances({ deliverAt: HALF_AN_HOUR_AGO }) })).toEqual(toWednesday)
    expect(shortOf({ rule: restarts, ...relances({ deliverAt: HALF_AN_HOUR_AGO - 1 }) })).toEqual(toFriday)
    // It reached the lead when its closer said so.
    expect(shortOf({ rule: restarts, ...relances({ deliverAt: 0, confirmedAt: HALF_AN_HOUR_AGO }) })).toEqual(
      toWednesday,
    )
    expect(shortOf({ rule: restarts, ...relances({ deliverAt: NOW, confirmedAt: 0 }) })).toEqual(toFriday)
    // Of another cadence, it is no step before.
    expect(shortOf({ rule: restarts, ...relances({ enrolmentId: 'f', deliverAt: NOW }) })).toEqual(toFriday)
  })

  it('leaves to the gap what the gap asks for longer', () => {
    const lead = aLead({ lastContactAt: NOW - 1 })
    const rule = { ...restarts, frequency: aFrequency({ steps: [{ after: { value: 0, unit: 'days' } }] }) }
    const contacts = [aContact({ direction: 'inbound', at: NOW - 1 }), aContact()]
    expect(shortOf({ rule, state: { lead, contacts } })).toEqual(toWednesday)
  })

  it('is why the relance waits, where its delay and the gap end together', () => {
    const rule = { ...restarts, frequency: aFrequency({ steps: [{ after: { value: 0, unit: 'days' } }] }) }
    expect(shortOf({ rule })).toEqual([['contacted', '2026-03-11T08:00:00.000Z']])
  })

  it('counts from a contact that nobody knew of when they put the relance off', () => {
    const contacts = [aContact({ notedAt: NOW - 1 })]
    expect(shortOf({ rule: restarts, state: { contacts }, wait: { decidedAt: NOW - 1 } })).toEqual(toFriday)
    expect(shortOf({ rule: restarts, state: { contacts }, wait: { decidedAt: NOW } })).toEqual([])
  })
})

describe('a rule that stops on a contact', () => {
  const stops = { onContact: 'stop' } as const
  it.each<[string, Asked, unknown]>([
    ['withdraws what was recorded before it', {}, ['withdraw']],
    ['withdraws nothing that was recorded after it', { relance: { recordedAt: HALF_AN_HOUR_AGO } }, toWednesday],
    [
      'withdraws nothing for what the lead said',
      { state: { contacts: [aContact({ direction: 'inbound' })] } },
      toWednesday,
    ],
    [
      'takes the delivery for the record where that is not known',
      { state: { relances: [{ ...aRelance({ deliverAt: NOW }), recordedAt: undefined } as unknown as PastRelance] } },
      toWednesday,
    ],
  ])('%s', (_, asked, expected) => {
    expect(shortOf({ ...asked, rule: stops })).toEqual(expected)
  })
})

describe('the step after what is put off', () => {
  it.each<[string, Parameters<typeof anEnrolment>[0]]>([
    ['is over', { state: 'ended' }],
    ['is another one', { step: 3 }],
    ['is of another cadence', { id: 'f' }],
  ])('is not dated where it %s', (_, enrolment) => {
    expect(movesOf({ state: { enrolments: [anEnrolment(enrolment)] } })).toMatchObject([{ next: null }])
  })

  it('is not dated where there is none', () => {
    const relance = { step: 2 }
    expect(movesOf({ relance, state: { enrolments: [anEnrolment({ step: 3 })] } })).toMatchObject([{ next: null }])
  })
})

describe('the lead once it is written', () => {
  const recent = [
    { id: 'x', at: NOW - HOUR, isFailed: false, countsUntil: NOW + 1 },
    { id: 'old', at: NOW - 90 * HOUR, isFailed: false, countsUntil: null },
  ]
  const lead = aLead({ lastContactAt: HALF_AN_HOUR_AGO, lastRelanceAt: NOW - HOUR, recent })
  const untouched = aRelance({ id: 'old', deliverAt: NOW - 90 * HOUR, waiting: null })

  it('has its relance, the count of it and the next step where they were put', () => {
    const waiting = anEnrolment({ id: 'w', ruleId: 's', plannedAt: 5 })
    const enrolments = [anEnrolment({ plannedAt: 3, reason: 'spread' }), waiting]
    const state = { ...stateOf({ state: { lead, enrolments } }), relances: [aRelance(), untouched] }
    const moves = contactMoves(state, aPlan([aRule()]), NOW)
    const after = afterMoves(state, moves)
    const expires = Date.parse('2026-03-13T17:00:00Z')
    expect(after.relances).toEqual([
      aRelance({ deliverAt: WEDNESDAY_MORNING, waiting: aWait({ reason: 'minimum_gap', expiresAt: expires }) }),
      untouched,
    ])
    expect(after.lead).toEqual({
      ...lead,
      lastRelanceAt: WEDNESDAY_MORNING,
      recent: [{ id: 'x', at: WEDNESDAY_MORNING, isFailed: false, countsUntil: expires }, recent[1]],
    })
    const dueAt = Date.parse('2026-03-14T08:00:00Z')
    expect(after.enrolments).toEqual([
      anEnrolment({ dueAt, nextDueAt: dueAt, pausedMs: 0, plannedAt: null, reason: null }),
      waiting,
    ])
    expect(contactMoves(after, aPlan([aRule()]), NOW)).toEqual([])
  })

  it('has its next step waiting for what it waited for, with the date it goes on with', () => {
    const waits = anEnrolment({ state: 'waiting', reason: 'rule_paused', nextDueAt: null })
    const state = stateOf({ state: { enrolments: [waits] } })
    const [place] = afterMoves(state, contactMoves(state, aPlan([aRule()]), NOW)).enrolments
    expect(place).toMatchObject({ state: 'waiting', reason: 'rule_paused', nextDueAt: null })
    expect(place?.dueAt).toBe(Date.parse('2026-03-14T08:00:00Z'))
  })

  it('has nothing waiting that was withdrawn, and it counts no more', () => {
    const state = { ...stateOf({ state: { lead } }), relances: [aRelance(), untouched] }
    const after = afterMoves(state, contactMoves(state, aPlan([aRule('r', { onContact: 'stop' })]), NOW))
    expect(after.relances).toEqual([aRelance({ waiting: null }), untouched])
    expect(after.lead).toEqual({ ...lead, recent: [recent[1]] })
    expect(after.enrolments).toEqual(state.enrolments)
  })

  it('is the same where nothing moves, and has no count where there was none', () => {
    const state = stateOf({})
    expect(afterMoves(state, [])).toBe(state)
    expect(without(state, [])).toBe(state)
    expect(without(state, ['x']).lead).toEqual(state.lead)
    expect(afterMoves(state, contactMoves(state, aPlan([aRule()]), NOW)).lead).not.toHaveProperty('recent')
  })
})

describe('when the lead is written to last', () => {
  const moves = movesOf({})
  const after = (lead: Parameters<typeof aLead>[0]) => lastRelanceAfter(aLead(lead), moves)

  it('is where the last relance was put', () => {
    expect(after({ lastRelanceAt: NOW - HOUR })).toBe(WEDNESDAY_MORNING)
    expect(after({ lastRelanceAt: null })).toBe(WEDNESDAY_MORNING)
  })

  it('stays where another one is later', () => {
    expect(after({ lastRelanceAt: WEDNESDAY_MORNING + 1 })).toBe(WEDNESDAY_MORNING + 1)
    const recent = [{ id: 'y', at: WEDNESDAY_MORNING + 2, isFailed: false }]
    expect(after({ lastRelanceAt: NOW - HOUR, recent })).toBe(WEDNESDAY_MORNING + 2)
  })

  it('is no longer where the relance stood that was brought forward', () => {
    const forward = movesOf({ relance: { deliverAt: FRIDAY_MORNING }, wait: { reason: 'minimum_gap' } })
    const recent = [{ id: 'x', at: FRIDAY_MORNING, isFailed: false }]
    expect(lastRelanceAfter(aLead({ lastRelanceAt: FRIDAY_MORNING, recent }), forward)).toBe(WEDNESDAY_MORNING)
  })

  it('stays as it is where nothing is put off', () => {
    const withdrawn = movesOf({ rule: { onContact: 'stop' } })
    expect(lastRelanceAfter(aLead({ lastRelanceAt: 5 }), withdrawn)).toBe(5)
    expect(lastRelanceAfter(aLead(), [])).toBeNull()
  })
})
