/** What runs will make of a lead, one scan after another. NOW is a Tuesday, 10:00 in Paris. */
import fc from 'fast-check'
import { createSimulator, nextTurn, scansAlways, scansAt } from './simulate.pure.ts'
import type { LeadState } from '../../decide/lead-state.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import { followedUntil } from '../../decide/settle-state.ts'
import {
  aFrequency,
  aLead,
  anEnrolment,
  aPlan,
  aRelance,
  aRule,
  aState,
  aTemplate,
  aWait,
  NOW,
} from '../../decide/test/cases.ts'
import { DAY, HOUR } from '../../ground/time.ts'

const always = aFrequency({ window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' } })
const first = anEnrolment({ step: 1 })
const planned = (rule: Partial<PlannedRule> = {}, plan: Partial<Plan> = {}) =>
  aPlan([aRule('r', { frequency: always, ...rule })], plan)
const pass = (state: Partial<LeadState>, plan = planned(), now = NOW) =>
  createSimulator(plan, scansAlways).pass(aState({ enrolments: [first], ...state }), followedUntil(plan, now), now)

it('the next scan is the first at or after an instant', () => {
  const slots = fc.uniqueArray(fc.nat(50)).map((all) => all.sort((a, b) => a - b))
  fc.assert(
    fc.property(slots, fc.nat(55), (all, from) => {
      expect(scansAt(all)(from)).toBe(all.find((slot) => slot >= from) ?? null)
    }),
  )
  expect(scansAlways(7)).toBe(7)
})

describe('a run', () => {
  it('records what is due, and leaves the lead with it', () => {
    const { decisions, state } = pass({ lead: aLead({ recent: [] }), isChanged: false })
    expect(decisions).toMatchObject([{ kind: 'record', deliverAt: NOW }])
    expect(state.lead).toMatchObject({
      lastRelanceAt: NOW,
      relanceCount: 1,
      recent: [{ id: 'e 1', at: NOW, isFailed: false }],
    })
    expect(state.relances).toMatchObject([
      {
        id: 'e 1',
        enrolmentId: 'e',
        step: 1,
        deliverAt: NOW,
        confirmedAt: null,
        recordedAt: NOW,
        ruleId: 'r',
        waiting: { isInbox: true, reason: null },
      },
    ])
    expect(state.hasOpenRelance).toBe(true)
    expect(state.enrolments).toMatchObject([
      { step: 2, state: 'active', dueAt: NOW + 3 * DAY, nextDueAt: NOW + 3 * DAY },
    ])
  })

  it('ends the cadence with its last step', () => {
    expect(pass({ enrolments: [anEnrolment()] }).state.enrolments).toMatchObject([
      { step: 3, state: 'ended', reason: 'last_step', nextDueAt: null, stoppedAt: NOW },
    ])
  })

  it('records nothing that is not due yet, and nothing while everything is stopped', () => {
    expect(pass({ enrolments: [{ ...first, nextDueAt: NOW + 1 }] }).decisions).toEqual([])
    expect(pass({}, planned({}, { isStopped: true })).decisions).toEqual([])
  })

  it('has a step wait until its reason has passed, or for an event, or end', () => {
    const after = (state: Partial<LeadState>, rule: Partial<PlannedRule> = {}) =>
      pass(state, planned(rule)).state.enrolments[0]
    expect(after({ lead: aLead({ pausedUntil: NOW + 5 }) })).toMatchObject({
      state: 'active',
      reason: 'paused',
      nextDueAt: NOW + 5,
    })
    expect(after({}, { pauseReason: 'why' })).toMatchObject({
      state: 'waiting',
      reason: 'rule_paused',
      nextDueAt: null,
      stoppedAt: NOW,
    })
    expect(after({}, { holdoutPercent: 100 })).toMatchObject({ state: 'ended', reason: 'held_out', nextDueAt: null })
  })

  it('puts an inbox item in the place of another, and none in that of a message of a channel', () => {
    const open = aRelance({ enrolmentId: 'f', ruleId: 's' })
    const queued = aRelance({ id: 'y', enrolmentId: 'g', ruleId: 's', waiting: aWait({ isInbox: false }) })
    const { relances } = pass({ relances: [open, queued] }).state
    expect(relances.map(({ waiting }) => waiting === null)).toEqual([true, false, false])
    const byChannel = pass({ relances: [open] }, planned({ channel: 'whatsapp' })).state
    expect(byChannel.relances.map(({ waiting }) => waiting === null)).toEqual([false, false])
    expect(byChannel.hasOpenRelance).toBe(false)
  })
})

describe('what is to come', () => {
  const relances = (plan: Plan, state: Partial<LeadState> = {}, until = NOW + 30 * DAY, nextScan = scansAlways) =>
    [
      ...createSimulator(plan, nextScan).relances(
        aState({ enrolments: [first], ...state }),
        followedUntil(plan, NOW),
        NOW,
        until,
      ),
    ].map(({ recordedAt, decision }) => [decision.enrolment.step, (recordedAt - NOW) / HOUR])

  it('is recorded at the scans as they come, to the last step', () => {
    expect(relances(planned())).toEqual([
      [1, 0],
      [2, 72],
    ])
    const slots = scansAt([NOW + HOUR, NOW + 80 * HOUR])
    expect(relances(planned(), {}, NOW + 30 * DAY, slots)).toEqual([
      [1, 1],
      [2, 80],
    ])
  })

  it('ends with the last instant that is asked for, which is in it, and with the last scan', () => {
    expect(relances(planned(), {}, NOW + 72 * HOUR)).toHaveLength(2)
    expect(relances(planned(), {}, NOW + 72 * HOUR - 1)).toHaveLength(1)
    expect(relances(planned(), {}, NOW + 30 * DAY, scansAt([NOW]))).toHaveLength(1)
    expect(relances(planned(), {}, NOW - 1)).toEqual([])
  })

  it('is nothing while everything is stopped', () => {
    expect(relances(planned({}, { isStopped: true }))).toEqual([])
  })

  it('is told with what is held, where that is asked for', () => {
    const plan = planned({ templates: [aTemplate('{{ lead.company }}')] })
    const state = aState({ enrolments: [first] })
    const simulator = createSimulator(plan, scansAlways)
    const decided = [...simulator.decisions(state, followedUntil(plan, NOW), NOW, NOW + DAY)]
    expect(decided).toMatchObject([{ at: NOW, decision: { kind: 'hold', reason: 'message_incomplete' } }])
    expect([...simulator.relances(state, followedUntil(plan, NOW), NOW, NOW + DAY)]).toEqual([])
  })
})

describe('the next instant at which a run finds anything to do', () => {
  const next = (state: Partial<LeadState>, rule: Partial<PlannedRule> = {}) =>
    nextTurn(aState(state), planned(rule), NOW)
  const aging = {
    combinator: 'and' as const,
    rules: [{ field: 'createdAt', operator: 'olderThan' as const, value: { value: 30, unit: 'days' } }],
  }
  const reentry = { on: [], afterSilence: { value: 5, unit: 'days' as const } }
  const over = anEnrolment({ state: 'ended', reason: 'last_step', step: 3, nextDueAt: null, stoppedAt: NOW - 5 * DAY })

  it.each<[string, Partial<LeadState>, Partial<PlannedRule>, number | null]>([
    ['is none where nothing is due and no time matters', { enrolments: [{ ...first, nextDueAt: null }] }, {}, null],
    ['is when a step is due', { enrolments: [{ ...first, nextDueAt: NOW + 9 }] }, {}, NOW + 9],
    [
      'is the first of several',
      {
        enrolments: [
          { ...first, nextDueAt: NOW + 9 },
          { ...first, id: 'f', ruleId: 's', nextDueAt: NOW + 8 },
        ],
      },
      {},
      NOW + 8,
    ],
    ['is never now again', { enrolments: [first] }, {}, NOW + 1],
    ['is when an age turns', { lead: aLead({ createdAt: NOW - 29 * DAY }) }, { audience: aging }, NOW + DAY],
    [
      'is looked at once more where it turns at this very instant',
      { lead: aLead({ createdAt: NOW - 30 * DAY }) },
      { audience: aging },
      NOW + 1,
    ],
    ['is none where it has turned', { lead: aLead({ createdAt: NOW - 30 * DAY - 1 }) }, { audience: aging }, null],
    [
      'is none of a rule that is off',
      { lead: aLead({ createdAt: NOW - 29 * DAY }) },
      { audience: aging, isActive: false },
      null,
    ],
    ['is when silence has lasted', { enrolments: [{ ...over, stoppedAt: NOW - 4 * DAY }] }, { reentry }, NOW + DAY],
    ['is once more when silence has lasted at this very instant', { enrolments: [over] }, { reentry }, NOW + 1],
  ])('%s', (_, state, rule, expected) => {
    expect(next(state, rule)).toBe(expected)
  })
})
