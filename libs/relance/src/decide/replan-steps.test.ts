/** What is to come of a cadence is dated by what its rule says now. NOW is a Tuesday, 10:00 in Paris. */
import type { PlannedRule } from './plan.ts'
import type { ChangedRules, Waiting, WaitingEnrolment } from './replan.ts'
import { aFrequency, aLead, aRule, NOW } from './test/cases.ts'
import { ALL, again, at, place, relance } from './test/waiting.ts'
import { DAY, HOUR } from '../ground/time.ts'

describe('a later step', () => {
  const longer = (days: number) =>
    aFrequency({ steps: [{ after: { value: 3, unit: 'days' } }, { after: { value: days, unit: 'days' } }] })
  const dated = (
    one: Partial<WaitingEnrolment>,
    rule: Partial<PlannedRule> = {},
    what: Partial<Waiting> = {},
    changed = ALL,
  ) =>
    again({ enrolments: [place(one)], ...what }, { rules: [aRule('r', { frequency: longer(5), ...rule })], changed })
      .enrolments

  it('counts its delay, as it is now, from when the step before reached the lead', () => {
    expect(dated({})).toEqual([
      {
        id: 'e',
        ruleId: 'r',
        step: 2,
        state: 'active',
        reason: null,
        dueAt: NOW + 3 * DAY,
        plannedAt: null,
        nextDueAt: NOW + 3 * DAY,
      },
    ])
    expect(dated({ dueAt: NOW + 3 * DAY })).toEqual([])
  })

  it('is due now at the earliest, with the date by which the cadence asked for it', () => {
    expect(dated({}, { frequency: longer(1) })).toMatchObject([{ dueAt: NOW - DAY, nextDueAt: NOW }])
  })

  it('is not due before what it was told to wait for', () => {
    expect(dated({ notBefore: NOW + 4 * DAY })).toMatchObject([{ dueAt: NOW + 4 * DAY }])
    expect(dated({ notBefore: NOW + 2 * DAY })).toMatchObject([{ dueAt: NOW + 3 * DAY }])
  })

  it('counts from where the relance before it is put, also where nothing else has changed', () => {
    const before = { relanceId: 'x', at: at('11T08:00') }
    const moves: ChangedRules = () => ({ isDue: false, isDelivery: true })
    expect(dated({ before }, {}, { relances: [relance()] }, moves)).toMatchObject([{ dueAt: NOW + 5 * DAY }])
    expect(dated({}, {}, { relances: [relance()] }, moves)).toEqual([])
    expect(dated({ before }, {}, { relances: [relance()] }, () => null)).toEqual([])
  })

  it.each<[string, Partial<WaitingEnrolment>, Partial<PlannedRule>]>([
    ['its rule is off', {}, { isActive: false }],
    ['its rule is gone', { ruleId: 'gone' }, {}],
    ['no step before it is known', { before: null }, {}],
  ])('stays where %s', (_, one, rule) => {
    expect(dated(one, rule)).toEqual([])
  })

  it('that waits for an event waits on, with the date that it goes on with', () => {
    expect(dated({ state: 'waiting', reason: 'rule_paused', nextDueAt: null })).toMatchObject([
      { state: 'waiting', reason: 'rule_paused', dueAt: NOW + 3 * DAY, nextDueAt: null },
    ])
  })

  it('begins its delay anew at our contact, where the rule says so and that is later', () => {
    const restarts = { onContact: 'restart_delay' } as const
    expect(dated({}, restarts, { contactedAt: NOW - HOUR })).toMatchObject([
      { dueAt: NOW - HOUR + 5 * DAY, plannedAt: NOW + 3 * DAY },
    ])
    expect(dated({}, restarts, { contactedAt: NOW - 3 * DAY })).toMatchObject([
      { dueAt: NOW + 3 * DAY, plannedAt: null },
    ])
    expect(dated({ notBefore: NOW + 9 * DAY }, restarts, { contactedAt: NOW - HOUR })).toMatchObject([
      { dueAt: NOW + 9 * DAY, plannedAt: null },
    ])
    expect(dated({ notBefore: NOW + 4 * DAY }, restarts, { contactedAt: NOW - DAY })).toMatchObject([
      { dueAt: NOW + 4 * DAY, plannedAt: null },
    ])
    expect(dated({}, {}, { contactedAt: NOW - HOUR })).toMatchObject([{ dueAt: NOW + 3 * DAY, plannedAt: null }])
  })

  it('that the cadence no longer has ends it, where steps are counted otherwise', () => {
    const one = { frequency: aFrequency({ steps: [{ after: { value: 3, unit: 'days' } }] }) }
    expect(dated({}, one)).toMatchObject([{ state: 'ended', reason: 'last_step', dueAt: NOW + DAY, nextDueAt: null }])
    expect(dated({ state: 'waiting', reason: 'rule_paused' }, one)).toMatchObject([
      { state: 'ended', reason: 'last_step' },
    ])
    const before = { relanceId: 'x', at: at('11T08:00') }
    expect(dated({ before }, one, { relances: [relance()] }, () => ({ isDue: false, isDelivery: true }))).toEqual([])
    expect(dated({ state: 'ended', reason: 'last_step' }, one)).toEqual([])
  })
})

describe('a first step', () => {
  it('is dated by the delay as it is now, from what it counts from', () => {
    const lead = aLead({ createdAt: NOW - DAY })
    const first = place({ step: 1, before: null })
    expect(again({ lead, enrolments: [first] }).enrolments).toMatchObject([{ step: 1, dueAt: NOW + 2 * DAY }])
    expect(again({ lead, enrolments: [{ ...first, dueAt: NOW + 2 * DAY }] }).enrolments).toEqual([])
  })
})

describe('a cadence that was ended by shortening it', () => {
  const shortened = place({ state: 'ended', reason: 'last_step', nextDueAt: null, dueAt: NOW + DAY, isShortened: true })
  const dated = (rule: Partial<PlannedRule> = {}, lead = aLead()) =>
    again({ lead, enrolments: [shortened] }, { rules: [aRule('r', rule)] }).enrolments
  const won = { combinator: 'and' as const, rules: [{ field: 'status', operator: '=' as const, value: 'won' }] }

  it('goes on when it is lengthened again, also at the date it had', () => {
    expect(dated()).toMatchObject([{ state: 'active', reason: null, dueAt: NOW + DAY, nextDueAt: NOW + DAY }])
  })

  it('goes on for nobody whom the rule may not write to', () => {
    expect(dated({}, aLead({ optedOutAt: 1 }))).toEqual([])
    expect(dated({ audience: won, stopOn: ['no_longer_matches'] })).toEqual([])
    expect(dated({ audience: won, stopOn: ['replied'] })).toHaveLength(1)
    expect(dated({ stopOn: ['no_longer_matches'] })).toHaveLength(1)
    const hidden = aLead({ phone: null, personId: 'p' })
    expect(dated({}, hidden)).toEqual([])
    expect(dated({ channel: 'whatsapp' }, hidden)).toHaveLength(1)
  })
})

it('a place whose end may pass is dated anew, and stays over', () => {
  const over = place({ state: 'ended', reason: 'opted_out', nextDueAt: null })
  const rules = [aRule('r', { frequency: aFrequency({ steps: Array(2).fill({ after: { value: 5, unit: 'days' } }) }) })]
  expect(again({ lead: aLead({ optedOutAt: 1 }), enrolments: [over] }, { rules }).enrolments).toMatchObject([
    { state: 'ended', reason: 'opted_out', dueAt: NOW + 3 * DAY, nextDueAt: null },
  ])
  expect(again({ enrolments: [{ ...over, dueAt: NOW + 3 * DAY }] }, { rules }).enrolments).toEqual([])
})
