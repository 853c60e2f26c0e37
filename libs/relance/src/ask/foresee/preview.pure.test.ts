/** What a rule would change, counted lead by lead. NOW is a Tuesday, 10:00 in Paris. */
import { createPreviewer, type PreviewRequest } from './preview.pure.ts'
import { scansAlways } from './simulate.pure.ts'
import type { LeadState } from '../../decide/lead-state.ts'
import type { PlannedRule } from '../../decide/plan.ts'
import { followedUntil, NEVER_FOLLOWED } from '../../decide/settle-state.ts'
import { aFrequency, aLead, anEnrolment, aPlan, aRule, aState, aTemplate, NOW } from '../../decide/test/cases.ts'
import { DAY } from '../../ground/time.ts'

const frequency = aFrequency({
  steps: [{ after: { value: 3, unit: 'days' } }],
  window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
})
const NOBODY = { combinator: 'or' as const, not: true, rules: [] }
const due = aLead({ createdAt: NOW - 3 * DAY })
interface Worlds {
  rule?: Partial<PlannedRule>
  others?: PlannedRule[]
  saved?: boolean
  request?: Partial<PreviewRequest>
}
const preview = (
  states: Partial<LeadState>[],
  { rule = {}, others = [], saved = false, request = {} }: Worlds = {},
) => {
  const planned = aRule('r', { frequency, ...rule })
  const before = aPlan(saved ? [aRule('r', { frequency }), ...others] : others)
  const after = aPlan([planned, ...others])
  const previewer = createPreviewer(
    {
      rule: planned,
      before: { plan: before, followed: followedUntil(before, NOW) },
      after: { plan: after, followed: new Map([...followedUntil(after, NOW), ['r', NEVER_FOLLOWED]]) },
    },
    { now: NOW, until: NOW + 30 * DAY, nextScan: scansAlways, samples: 2, ...request },
  )
  for (const state of states) previewer.add(aState({ lead: due, ...state }))
  return previewer.result()
}
const place = anEnrolment({ step: 1 })
const inOther = anEnrolment({ id: 'f', ruleId: 's', step: 1 })
const inRule = { enrolments: [place] }

describe('leads', () => {
  it('enter a rule they were not in, with a few of their names', () => {
    const ids = ['a', 'b', 'c'].map((id) => ({ lead: { ...due, id } }))
    expect(preview(ids)).toMatchObject({
      matching: 3,
      enters: 3,
      stays: 0,
      leaves: 0,
      entering: ['a', 'b'],
      leaving: [],
    })
  })

  it('stay in a rule they were in, and leave one that they no longer match', () => {
    expect(preview([inRule], { saved: true })).toMatchObject({ enters: 0, stays: 1, leaves: 0 })
    expect(preview([inRule], { saved: true, rule: { audience: NOBODY } })).toMatchObject({
      ...{ matching: 0, enters: 0, stays: 0, leaves: 1, leaving: ['l'] },
    })
  })

  it('match whether they may be contacted or not, and the reason is counted', () => {
    expect(preview([{ lead: { ...due, optedOutAt: 1 } }, {}])).toMatchObject({
      matching: 2,
      enters: 1,
      leftOut: { opted_out: 1 },
    })
    const hidden = { lead: { ...due, phone: null, personId: 'p' } }
    expect(preview([hidden]).leftOut).toEqual({ phone_missing: 1 })
    expect(preview([hidden], { rule: { channel: 'whatsapp' } }).leftOut).toEqual({})
  })
})

describe('relances', () => {
  it('that a run would record now are counted, and those that it would hold, by reason', () => {
    expect(preview([{}, { lead: { ...due, pausedUntil: NOW + DAY } }])).toMatchObject({
      ...{ dueNow: 1, skipped: { paused: 1 }, relances: 2 },
    })
    expect(preview([{ lead: { ...due, createdAt: NOW } }])).toMatchObject({ dueNow: 0, relances: 1 })
  })

  it('are shown by day, as things are and with the rule', () => {
    const other = aRule('s', { frequency, priority: -1 })
    const { load, loadBefore } = preview([{ enrolments: [inOther] }], { others: [other] })
    expect(loadBefore).toMatchObject([{ on: '2026-03-10', ruleId: 's', relances: 1 }])
    expect(load).toMatchObject([
      { on: '2026-03-10', ruleId: 'r' },
      { on: '2026-03-11', ruleId: 's' },
    ])
  })

  it('that come from this rule instead of another are counted by that one, and the other way round', () => {
    const lower = aRule('s', { frequency, priority: -1 })
    const state = { enrolments: [inOther] }
    const moves = (...asked: Parameters<typeof preview>) => {
      const { takenFrom, givenTo } = preview(...asked)
      return { takenFrom, givenTo }
    }
    expect(moves([state, state], { others: [lower] })).toEqual({ takenFrom: { s: 2 }, givenTo: {} })
    const both = { enrolments: [place, inOther] }
    const last = { saved: true, others: [lower], rule: { priority: -2 } }
    expect(moves([both], last)).toEqual({ takenFrom: {}, givenTo: { s: 1 } })
    // Where nothing came before, or nothing comes after, nothing is taken from anybody.
    expect(moves([{}])).toEqual({ takenFrom: {}, givenTo: {} })
    expect(moves([inRule], { saved: true, rule: { audience: NOBODY } })).toEqual({ takenFrom: {}, givenTo: {} })
  })

  it('are priced, those of the rule alone, where the channel costs anything', () => {
    expect(preview([{}]).cost).toBeNull()
    const request = { priceOf: () => 5 }
    expect(preview([{}, {}], { request, others: [aRule('s', { frequency })] }).cost).toEqual({
      micros: 10,
      unpriced: 0,
    })
  })

  it('whose text lacks something are counted and shown', () => {
    const templates = [aTemplate('Bonjour {{ lead.company }}')]
    expect(preview([{}], { rule: { templates } })).toMatchObject({
      ...{ relances: 0, withGaps: 1, gaps: [{ message: 'Bonjour ', emptyVariables: ['lead.company'] }] },
      skipped: { message_incomplete: 1 },
    })
  })

  it('are looked at until the instant that is asked for', () => {
    expect(preview([{ lead: { ...due, createdAt: NOW } }], { request: { until: NOW + 3 * DAY - 1 } }).relances).toBe(0)
    expect(preview([{}])).toMatchObject({ at: NOW, until: NOW + 30 * DAY, isComplete: true })
  })
})
