/** The order in which a run looks at a lead: its changes, contacts, new plans, then scans, then rules that are off. */
import type { LeadState, PastRelance } from './lead-state.ts'
import type { PlannedRule } from './plan.ts'
import { EVERYTHING } from './replan.ts'
import type { Followed, Following } from './settle-state.ts'
import { stateAtDecision } from './state-at-decision.ts'
import { aContact, aFrequency, aLead, anEnrolment, aPlan, aRelance, aRule, aState, aWait, NOW } from './test/cases.ts'
import { DAY, HOUR } from '../ground/time.ts'

const at = (iso: string): number => Date.parse(`2026-03-${iso}:00Z`)
const SCANNED: Following = { isScanned: true, scannedTo: null, matchedAt: NOW }
const inAfternoon = aFrequency({ window: { days: [1, 2, 3, 4, 5], from: '14:00', to: '18:00' } })
const place = anEnrolment({ dueAt: NOW + HOUR, nextDueAt: NOW + HOUR })
const tomorrow = aRelance({ deliverAt: at('11T08:00') })

const seen = (state: Partial<LeadState>, rule: Partial<PlannedRule> = {}, followed: Followed = new Map()) =>
  stateAtDecision(
    aState({ enrolments: [place], relances: [tomorrow], ...state }),
    aPlan([aRule('r', rule)]),
    followed,
    NOW,
  )
const following = (one: Partial<Following>): Followed => new Map([['r', { ...SCANNED, ...one }]])

it('a lead of which nothing has changed is seen as it is', () => {
  const state = aState({
    enrolments: [place],
    relances: [tomorrow],
    contacts: [aContact()],
    lead: aLead({ lastContactAt: NOW }),
  })
  expect(stateAtDecision(state, aPlan([aRule()]), new Map([['r', SCANNED]]), NOW)).toEqual(state)
})

describe('a lead that has changed', () => {
  it('is settled, and nothing of it is left to be followed', () => {
    const { enrolments, isChanged } = seen({ isChanged: true, enrolments: [], lead: aLead({ createdAt: NOW }) })
    expect(enrolments).toMatchObject([{ ruleId: 'r', episode: 1, dueAt: NOW + 3 * DAY }])
    expect(isChanged).toBe(false)
  })

  it('has what waits put off by a contact, and the step after it with it', () => {
    const lead = aLead({ lastContactAt: NOW })
    const relances = [aRelance()]
    const { enrolments, relances: found } = seen({ isChanged: true, lead, contacts: [aContact({ at: NOW })], relances })
    expect(found).toMatchObject([{ deliverAt: at('11T08:00'), waiting: { reason: 'minimum_gap' } }])
    expect(enrolments).toMatchObject([{ dueAt: at('14T08:00') }])
    expect(seen({ lead, contacts: [aContact({ at: NOW })], relances }).relances).toEqual(relances)
  })

  it('has nothing waiting of a place that is over, and keeps what was delivered of it', () => {
    const delivered = aRelance({ id: 'w', waiting: null })
    const others = aRelance({ id: 'y', enrolmentId: 'f' })
    const relances = [delivered, tomorrow, others]
    const after = seen({ isChanged: true, lead: aLead({ optedOutAt: 1 }), relances })
    expect(after.enrolments).toMatchObject([{ state: 'ended', reason: 'opted_out' }])
    expect(after.relances).toEqual([delivered, { ...tomorrow, waiting: null }, others])
  })

  it('has nothing waiting of an episode that another has taken the place of', () => {
    const lead = aLead({ reopenedAt: NOW - HOUR })
    const rule = { reentry: { on: ['reopened' as const], afterSilence: null } }
    const after = seen({ isChanged: true, lead }, rule)
    expect(after.enrolments).toMatchObject([{ episode: 2 }])
    expect(after.relances).toEqual([{ ...tomorrow, waiting: null }])
    // What had ended is over already: what a person may still say of it stays.
    const over = anEnrolment({ state: 'ended', reason: 'last_step', step: 3, nextDueAt: null })
    expect(seen({ isChanged: true, lead, enrolments: [over] }, rule).relances).toEqual([tomorrow])
  })

  it('keeps what waits of a place that goes on', () => {
    const ended = anEnrolment({ state: 'ended', reason: 'opted_out', nextDueAt: null, stoppedAt: 1 })
    const after = seen({ isChanged: true, enrolments: [ended] })
    expect(after.enrolments).toMatchObject([{ state: 'active' }])
    expect(after.relances).toEqual([tomorrow])
  })
})

describe('what waits is planned again', () => {
  const frequency = inAfternoon
  const [moved, expires] = [at('10T13:00'), at('12T17:00')]

  it('where the lead is elsewhere, in every rule', () => {
    const lead = aLead({
      recent: [{ id: 'x', at: tomorrow.deliverAt, isFailed: false, countsUntil: 1 }],
      lastRelanceAt: tomorrow.deliverAt,
    })
    const after = seen({ isElsewhere: true, lead }, { frequency })
    expect(after.relances).toEqual([{ ...tomorrow, deliverAt: moved, waiting: aWait({ expiresAt: expires }) }])
    expect(after.lead).toMatchObject({ lastRelanceAt: moved, recent: [{ id: 'x', at: moved, countsUntil: expires }] })
    expect(after.enrolments).toMatchObject([{ state: 'active', dueAt: moved + 3 * DAY, nextDueAt: moved + 3 * DAY }])
  })

  it('where the rule has changed, in that rule alone', () => {
    const other = aRelance({ id: 'y', ruleId: 's', enrolmentId: 'f', deliverAt: at('13T08:00') })
    const rules = [aRule('r', { frequency }), aRule('s', { frequency })]
    const state = aState({ relances: [tomorrow, other], enrolments: [place] })
    const after = stateAtDecision(state, aPlan(rules), following({ toPlan: EVERYTHING }), NOW)
    expect(after.relances.map(({ deliverAt }) => deliverAt)).toEqual([moved, other.deliverAt])
    expect(seen({}, { frequency }, following({ toPlan: null })).relances).toEqual([tomorrow])
    expect(after.lead).not.toHaveProperty('recent')
    expect(after.lead.lastRelanceAt).toBeNull()
  })

  const replanned = (relance: PastRelance, state: Partial<LeadState> = {}) =>
    seen({ relances: [relance], ...state }, { frequency }, following({ toPlan: EVERYTHING })).relances[0]?.deliverAt

  it.each<[string, PastRelance, number]>([
    ['not while somebody is about to send it', { ...tomorrow, waiting: aWait({ isOpened: true }) }, tomorrow.deliverAt],
    ['not once it was delivered', { ...tomorrow, waiting: null }, tomorrow.deliverAt],
    [
      'no earlier than somebody has put it off to',
      { ...tomorrow, waiting: aWait({ notBefore: at('12T08:00') }) },
      at('12T13:00'),
    ],
    [
      'no earlier than it stands, where it was snoozed',
      { ...tomorrow, waiting: aWait({ isSnoozed: true }) },
      at('11T13:00'),
    ],
    [
      'no earlier than it stands, where it waits for a reason',
      { ...tomorrow, waiting: aWait({ reason: 'contacted' }) },
      at('11T13:00'),
    ],
  ])('%s', (_, relance, expected) => {
    expect(replanned(relance)).toBe(expected)
  })

  it('at the minimum gap from what the lead had, without what failed and what waits itself', () => {
    const had = (one: object) => ({ lead: aLead({ recent: [{ id: 'w', at: NOW - 1, isFailed: false, ...one }] }) })
    expect(replanned(tomorrow, had({}))).toBe(at('11T13:00'))
    expect(replanned(tomorrow, had({ isFailed: true }))).toBe(moved)
    expect(replanned(tomorrow, had({ id: 'x' }))).toBe(moved)
  })

  it('the first to be delivered first', () => {
    const later = aRelance({ id: 'a', enrolmentId: 'f', deliverAt: at('12T08:00') })
    const after = seen({ relances: [later, tomorrow] }, { frequency }, following({ toPlan: EVERYTHING }))
    expect(after.relances.map(({ id, deliverAt }) => [id, deliverAt])).toEqual([
      ['a', at('11T13:00')],
      ['x', moved],
    ])
  })
})

describe('the step to come is dated again', () => {
  const steps = aFrequency({ steps: Array(2).fill({ after: { value: 5, unit: 'days' } }) })
  const dated = (state: Partial<LeadState>, rule: Partial<PlannedRule> = {}) =>
    seen(state, { frequency: steps, ...rule }, following({ toPlan: { isDue: true, isDelivery: false } })).enrolments[0]
  const delivered = (one: Partial<PastRelance> = {}) =>
    aRelance({ waiting: null, deliverAt: NOW - DAY, recordedAt: NOW - 2 * DAY, ...one })

  it('from when the step before was confirmed, or delivered', () => {
    expect(dated({ relances: [delivered()] })).toMatchObject({ dueAt: NOW + 4 * DAY, nextDueAt: NOW + 4 * DAY })
    expect(dated({ relances: [delivered({ confirmedAt: NOW - HOUR })] })?.dueAt).toBe(NOW - HOUR + 5 * DAY)
    expect(dated({ relances: [delivered({ enrolmentId: 'f' })] })).toEqual(place)
    expect(dated({ relances: [delivered({ step: 2 })] })).toEqual(place)
  })

  it('by our latest contact where the rule says so, and not by the lead’s', () => {
    const restarts = { onContact: 'restart_delay' } as const
    const contacts = [
      aContact({ at: NOW - 9 * HOUR }),
      aContact({ at: NOW - HOUR }),
      aContact({ direction: 'inbound', at: NOW }),
    ]
    expect(dated({ relances: [delivered()], contacts }, restarts)).toMatchObject({
      dueAt: NOW - HOUR + 5 * DAY,
      plannedAt: NOW + 4 * DAY,
    })
  })

  it('and ends where the cadence no longer has it, with its date and what waits of it withdrawn', () => {
    const frequency = aFrequency({ steps: [{ after: { value: 5, unit: 'days' } }] })
    expect(dated({ lead: aLead({ resubmittedAt: 8 }) }, { frequency })).toMatchObject({
      ...{ state: 'ended', reason: 'last_step', stoppedAt: NOW, returnSeenAt: 8, dueAt: NOW + HOUR, nextDueAt: null },
    })
  })

  it('of what a shortened cadence had ended, which goes on', () => {
    const over = anEnrolment({ state: 'ended', reason: 'last_step', nextDueAt: null, stoppedAt: 3 })
    const relances = [delivered()]
    expect(dated({ enrolments: [{ ...over, isShortened: true }], relances })).toMatchObject({
      state: 'active',
      stoppedAt: null,
    })
    expect(dated({ enrolments: [over], relances })).toEqual(over)
  })

  it('of what is over for a reason that may pass, and stays so', () => {
    const over = anEnrolment({ state: 'ended', reason: 'contacted', nextDueAt: null, stoppedAt: 3 })
    expect(dated({ enrolments: [over], relances: [delivered()] })).toMatchObject({
      ...{ state: 'ended', reason: 'contacted', dueAt: NOW + 4 * DAY, stoppedAt: 3 },
    })
  })
})

describe('of a rule that is off', () => {
  const over = anEnrolment({ state: 'ended', reason: 'last_step', nextDueAt: null })

  it('what waits is withdrawn once a run has seen that, also of cadences that have ended', () => {
    const delivered = aRelance({ id: 'w', waiting: null })
    const others = aRelance({ id: 'y', ruleId: 's', enrolmentId: 'f' })
    const off = (followed: Followed) =>
      seen({ enrolments: [over], relances: [tomorrow, delivered, others] }, { isActive: false }, followed)
    expect(off(following({})).relances).toEqual([{ ...tomorrow, waiting: null }, delivered, others])
    expect(off(new Map()).relances).toEqual([tomorrow, delivered, others])
  })

  it('and is gone, what waits is withdrawn', () => {
    const state = aState({ enrolments: [over], relances: [tomorrow] })
    expect(stateAtDecision(state, aPlan(), following({}), NOW).relances).toEqual([{ ...tomorrow, waiting: null }])
  })
})
