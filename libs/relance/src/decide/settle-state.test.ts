/** What a run looks at again, and what it makes of it. NOW is a Tuesday, 10:00 in Paris. */
import type { Audience } from './audience.ts'
import type { Enrolment } from './episodes.ts'
import { OVERLAP_MS } from './follow.ts'
import type { LeadState, PastRelance } from './lead-state.ts'
import type { PlannedRule } from './plan.ts'
import { type Followed, type Following, followedUntil, NEVER_FOLLOWED, settleState, stoppedBy } from './settle-state.ts'
import { aContact, aLead, anEnrolment, aPlan, aRelance, aRule, aState, NOW } from './test/cases.ts'
import { DAY, HOUR } from '../ground/time.ts'

const SCANNED: Following = { isScanned: true, scannedTo: null, matchedAt: NOW - HOUR }
/** The earliest instant that time is still followed from. */
const SINCE = NOW - HOUR - OVERLAP_MS
const followed = (following: Following | null): Followed => new Map(following ? [['r', following]] : [])
const settle = (state: Partial<LeadState>, rule: Partial<PlannedRule>, following: Following | null) =>
  settleState(aState(state), aPlan([aRule('r', rule)]), followed(following), NOW)

const all = (...rules: Audience['rules']): Audience => ({ combinator: 'and', rules })
const NOBODY: Audience = { combinator: 'or', not: true, rules: [] }
const noneButByAge = (field: string): Audience =>
  all(
    { field: 'status', operator: '=', value: 'new' },
    { field, operator: 'olderThan', value: { value: 2, unit: 'days' } },
  )

describe('a place that fits no more ends once a run looks at it', () => {
  const first = anEnrolment({ step: 1 })
  const isLookedAt = (state: Partial<LeadState>, rule: Partial<PlannedRule>, following: Following | null): boolean => {
    const [place] = settle({ enrolments: [first], ...state }, { audience: NOBODY, ...rule }, following)
    return place?.state === 'ended'
  }

  it.each<[string, boolean, Partial<LeadState>, Following | null]>([
    ['the lead has changed', true, { isChanged: true }, null],
    ['nothing has changed and the rule is not followed', false, {}, null],
    ['the rule was never scanned', true, {}, NEVER_FOLLOWED],
    ['everything was followed', false, {}, SCANNED],
    ['the scan has yet to reach the lead', true, {}, { ...SCANNED, isScanned: false, scannedTo: 'k' }],
    ['the scan has passed the lead', false, {}, { ...SCANNED, isScanned: false, scannedTo: 'l' }],
    ['the first scan has passed the lead', false, {}, { isScanned: true, scannedTo: 'l', matchedAt: null }],
    ['the first scan is to begin', true, {}, { isScanned: true, scannedTo: null, matchedAt: null }],
  ])('%s: %s', (_, expected, state, following) => {
    expect(isLookedAt(state, {}, following)).toBe(expected)
  })

  it.each<[string, number, boolean]>([
    ['just before what was followed', SINCE - 1, false],
    ['at the first instant that is followed', SINCE, true],
    ['at this instant', NOW, true],
    ['later', NOW + 1, false],
  ])('an age that turns %s', (_, turnsAt, expected) => {
    const lead = aLead({ lastContactAt: turnsAt - 2 * DAY, createdAt: 0 })
    expect(isLookedAt({ lead }, { audience: noneButByAge('lastContactAt') }, SCANNED)).toBe(expected)
  })

  it('a clock that was ahead does not narrow what is followed', () => {
    const lead = aLead({ lastContactAt: NOW - OVERLAP_MS - 2 * DAY, createdAt: 0 })
    const ahead = { ...SCANNED, matchedAt: NOW + DAY }
    expect(isLookedAt({ lead }, { audience: noneButByAge('lastContactAt') }, ahead)).toBe(true)
  })

  it.each<[string, Partial<PastRelance>, boolean]>([
    ['was just delivered', { deliverAt: NOW }, true],
    ['was delivered long ago', { deliverAt: SINCE - 1 }, false],
    ['comes later', { deliverAt: NOW + 1 }, false],
    ['is just old enough', { deliverAt: NOW - 2 * DAY }, true],
    ['was just confirmed', { deliverAt: SINCE - 1, confirmedAt: NOW }, true],
  ])('a relance that %s', (_, relance, expected) => {
    const relances = [aRelance(relance)]
    expect(isLookedAt({ relances }, { audience: noneButByAge('lastRelanceAt') }, SCANNED)).toBe(expected)
  })
})

describe('of a rule that is off', () => {
  it('what is active waits for it, once a run has seen that', () => {
    const off = { isActive: false }
    const [place] = settle({ enrolments: [anEnrolment()] }, off, SCANNED)
    expect(place).toMatchObject({ state: 'waiting', reason: 'rule_inactive', nextDueAt: null, stoppedAt: NOW })
    expect(settle({ enrolments: [anEnrolment()] }, off, null)).toEqual([anEnrolment()])
  })

  it('what does not go on stays as it is, and nobody enters', () => {
    const lead = aLead({ optedOutAt: 1 })
    const waiting = anEnrolment({ state: 'waiting', reason: 'message_refused', nextDueAt: null })
    expect(settle({ lead, enrolments: [waiting] }, { isActive: false }, SCANNED)).toEqual([waiting])
    expect(settle({ isChanged: true }, { isActive: false }, SCANNED)).toEqual([])
  })

  it('and is gone, places are kept', () => {
    const state = aState({ enrolments: [anEnrolment({ ruleId: 'gone' })], isChanged: true })
    expect(settleState(state, aPlan(), new Map(), NOW)).toMatchObject([{ state: 'waiting', reason: 'rule_inactive' }])
  })
})

describe('a lead that fits', () => {
  it('enters, and its return is seen', () => {
    const lead = aLead({ createdAt: NOW - 2 * DAY, resubmittedAt: 4 })
    const dueAt = NOW + DAY
    expect(settle({ lead, isChanged: true }, {}, null)).toEqual([
      {
        ...{ id: 'new r 1', leadId: 'l', ruleId: 'r', episode: 1, begunBy: 'matched', begunAt: null, step: 1 },
        ...{ state: 'active', reason: null, dueAt, nextDueAt: dueAt },
        ...{ stoppedAt: null, returnSeenAt: 4, notBefore: null },
      },
    ])
  })

  it('begins a new episode when silence has lasted, and not before', () => {
    const reentry = { on: [], afterSilence: { value: 10, unit: 'days' as const } }
    const after = (silentTo: number) => {
      const stoppedAt = silentTo - 10 * DAY
      const over = anEnrolment({ state: 'ended', reason: 'last_step', step: 3, stoppedAt, nextDueAt: null })
      return settle({ enrolments: [over] }, { reentry }, SCANNED)[0]
    }
    expect(after(NOW)).toMatchObject({ id: 'new r 2', episode: 2, begunBy: 'silence', begunAt: NOW })
    expect(after(SINCE)).toMatchObject({ episode: 2 })
    expect(after(SINCE - 1)).toMatchObject({ episode: 1 })
    expect(after(NOW + 1)).toMatchObject({ episode: 1 })
  })
})

it('what is under way keeps its dates when time alone has passed, and is dated anew when it is scanned', () => {
  const lead = aLead({ createdAt: NOW - 2 * DAY })
  const first = anEnrolment({ step: 1, dueAt: 7, nextDueAt: NOW + HOUR })
  const audience = all({ field: 'createdAt', operator: 'olderThan', value: { value: 2, unit: 'days' } })
  expect(settle({ lead, enrolments: [first] }, { audience }, SCANNED)).toEqual([first])
  expect(settle({ lead, enrolments: [first] }, { audience }, NEVER_FOLLOWED)).toMatchObject([{ dueAt: NOW + DAY }])
  expect(settle({ lead, enrolments: [first], isChanged: true }, { audience }, SCANNED)).toMatchObject([
    { dueAt: NOW + DAY, nextDueAt: NOW + DAY, stoppedAt: null },
  ])
})

describe('a contact by us', () => {
  const at = NOW - HOUR / 2
  const asked = (state: Partial<LeadState>, onContact: PlannedRule['onContact'] = 'stop') => {
    const enrolments = [anEnrolment({ dueAt: NOW + HOUR, nextDueAt: NOW + HOUR })]
    const contacts = [aContact({ at: at - DAY }), aContact({ at })]
    return settle({ isChanged: true, enrolments, contacts, ...state }, { ...(onContact && { onContact }) }, null)[0]
  }
  const recordedAt = (instant: number | undefined, more: Partial<PastRelance> = {}) => {
    const { recordedAt: _, ...relance } = aRelance({ waiting: null, deliverAt: 0, ...more })
    return instant === undefined ? relance : { ...relance, recordedAt: instant }
  }

  it.each<[string, PastRelance[], string]>([
    ['after the first relance was recorded', [recordedAt(at - 1)], 'ended'],
    ['at the instant at which it was', [recordedAt(at)], 'active'],
    ['after the first of several', [recordedAt(at - 1), recordedAt(NOW, { id: 'y' })], 'ended'],
    ['after the first was delivered, where its record is not known', [recordedAt(undefined)], 'ended'],
    ['before anything was recorded', [], 'active'],
    ['after a relance of another cadence', [recordedAt(at - 1, { enrolmentId: 'f' })], 'active'],
  ])('%s ends a cadence that stops on contacts', (_, relances, state) => {
    expect(asked({ relances })?.state).toBe(state)
  })

  it('is none where the lead spoke, where the first step is to come, or where the rule does not ask', () => {
    const relances = [recordedAt(at - 1)]
    expect(asked({ relances })).toMatchObject({ reason: 'contacted', stoppedAt: NOW })
    expect(asked({ relances, contacts: [aContact({ direction: 'inbound' })] })?.state).toBe('active')
    expect(asked({ relances }, 'ignore')?.state).toBe('active')
    const first = anEnrolment({ step: 1 })
    expect(asked({ relances, enrolments: [first] })?.state).toBe('active')
  })

  it('begins the delay of the step anew, if it came after the step before', () => {
    const fromContact = { dueAt: at + 3 * DAY, plannedAt: NOW + HOUR, state: 'active' }
    expect(asked({ relances: [recordedAt(0, { deliverAt: at - 1 })] }, 'restart_delay')).toMatchObject(fromContact)
    expect(asked({ relances: [recordedAt(0, { deliverAt: at })] }, 'restart_delay')?.dueAt).toBe(NOW + HOUR)
    const confirmed = [recordedAt(0, { deliverAt: NOW, confirmedAt: at - 1 })]
    expect(asked({ relances: confirmed }, 'restart_delay')).toMatchObject(fromContact)
    expect(asked({ relances: [recordedAt(0, { step: 2 })] }, 'restart_delay')?.dueAt).toBe(NOW + HOUR)
  })
})

it('what is moved while it goes on keeps what it is not told of', () => {
  const place = anEnrolment({ state: 'ended', reason: 'opted_out', notBefore: 3, pausedMs: 4, nextDueAt: null })
  const [back] = settle({ enrolments: [{ ...place, stoppedAt: 5 }], isChanged: true }, {}, null)
  expect(back).toMatchObject({
    state: 'active',
    notBefore: 3,
    pausedMs: 4,
    stoppedAt: null,
    nextDueAt: NOW,
    reason: null,
  })
})

it.each<[Enrolment['state'], 'waiting' | 'ended', number | null, number | null]>([
  ['active', 'waiting', NOW, 1],
  ['active', 'ended', NOW, 9],
  ['waiting', 'waiting', 2, 1],
  ['waiting', 'ended', NOW, 9],
  ['ended', 'ended', NOW, 9],
])(
  'from %s to %s it is noted when it stopped, and at its end which return it has seen',
  (from, to, stoppedAt, seen) => {
    const place = anEnrolment({ state: from, stoppedAt: 2, returnSeenAt: 1 })
    const stopped = stoppedBy(place, to, 'opted_out', aLead({ reopenedAt: 9 }), NOW)
    expect(stopped).toEqual({
      ...place,
      state: to,
      reason: 'opted_out',
      nextDueAt: null,
      stoppedAt,
      returnSeenAt: seen,
    })
  },
)

it('once a run is done, every rule that is on is followed up to its instant', () => {
  const plan = aPlan([aRule('on'), aRule('off', { isActive: false })])
  expect([...followedUntil(plan, NOW)]).toEqual([['on', { isScanned: true, scannedTo: null, matchedAt: NOW }]])
})
