/** What is told of an instant of the past is what is on record of it, and nothing that was learnt later. */
import { explainPastRule, type PastMoment, type PastPlace } from './explain-past.pure.ts'
import type { PlannedRule } from '../../decide/plan.ts'
import { aLead, anEnrolment, aPlan, aRule, aState, NOW } from '../../decide/test/cases.ts'
import { DAY, HOUR } from '../../ground/time.ts'

const episode = { id: 'e', episode: 1, begunBy: 'matched' as const, begunAt: null }
const noted = (one: Partial<NonNullable<PastPlace['noted']>> = {}): PastPlace['noted'] => ({
  ...{ at: NOW - HOUR, step: 2, state: 'active', reason: null, until: null },
  ...one,
})
const recorded = { relanceId: 'x', runId: 'u', recordedAt: NOW - 2 * HOUR }
interface Asked {
  place?: Partial<PastPlace>
  rule?: Partial<PlannedRule>
  lead?: Parameters<typeof aLead>[0]
  enrolments?: ReturnType<typeof anEnrolment>[]
  plan?: Parameters<typeof aPlan>[1]
  moment?: Partial<PastMoment>
}
const past = ({ place = {}, rule = {}, lead = {}, enrolments = [], plan = {}, moment = {} }: Asked) =>
  explainPastRule(
    { rule: aRule('r', rule), noted: null, recorded: null, episode, ...place },
    aState({ lead: aLead(lead), enrolments }),
    aPlan([], plan),
    { at: NOW, decidedAt: null, ...moment },
  )
const verdict = (asked: Asked) => {
  const { verdict: kind, reason, until } = past(asked)
  return [kind, reason, until]
}
const dueIn = (ms: number) => ({ createdAt: NOW - 3 * DAY + ms })

describe('of a lead that was in the rule', () => {
  it.each<[string, Asked, unknown[]]>([
    ['not due yet', { lead: dueIn(1) }, ['wait', 'not_due', NOW + 1]],
    ['due, and no run had come', { lead: dueIn(0) }, ['wait', 'awaiting_run', null]],
    [
      'due, and the last run was before',
      { lead: dueIn(-1), moment: { decidedAt: NOW - 1 } },
      ['wait', 'awaiting_run', null],
    ],
    [
      'due, and a run that came left no trace',
      { lead: dueIn(-2), moment: { decidedAt: NOW - 1 } },
      ['out', 'not_recorded', null],
    ],
    [
      'due while everything was stopped',
      { lead: dueIn(0), plan: { isStopped: true } },
      ['wait', 'engine_stopped', null],
    ],
    [
      'held until an instant, for a reason',
      { place: { noted: noted({ reason: 'minimum_gap', until: NOW + 5 }) } },
      ['wait', 'minimum_gap', NOW + 5],
    ],
    [
      'waiting for an event',
      { place: { noted: noted({ state: 'waiting', reason: 'rule_paused' }) } },
      ['wait_for_event', 'rule_paused', null],
    ],
    ['over', { place: { noted: noted({ state: 'ended', reason: 'replied' }) } }, ['end', 'replied', null]],
    [
      'where past relances left it',
      { enrolments: [anEnrolment({ dueAt: NOW + 9, nextDueAt: NOW + 9 })] },
      ['wait', 'not_due', NOW + 9],
    ],
  ])('it was %s', (_, asked, expected) => {
    expect(verdict(asked)).toEqual(expected)
  })
})

describe('of a lead that was not in the rule', () => {
  const outside = { place: { episode: null } }
  it.each<[string, Asked, string]>([
    ['it did not exist yet', { ...outside, lead: { createdAt: NOW + 1 } }, 'not_recorded'],
    ['it existed from that instant, and nobody had noticed', { ...outside, lead: { createdAt: NOW } }, 'not_noticed'],
    ['it might not be contacted', { ...outside, lead: { optedOutAt: 1 } }, 'opted_out'],
    ['no number was known', { ...outside, lead: { phone: null, personId: 'p' } }, 'phone_missing'],
    ['the rule was off', { ...outside, rule: { isActive: false } }, 'rule_inactive'],
    [
      'it did not match',
      { ...outside, rule: { audience: { combinator: 'or', not: true, rules: [] } } },
      'not_in_audience',
    ],
  ])('%s', (_, asked, reason) => {
    expect(verdict(asked)).toEqual(['out', reason, null])
    expect(past(asked).enrolment).toBeNull()
  })
})

describe('what is on record', () => {
  const note = { noted: noted({ reason: 'minimum_gap', until: NOW + 5 }) }
  it('counts where it is the last; a relance after it is told by itself', () => {
    expect(past({ place: note }).basis).toBe('recorded')
    expect(past({ place: { ...note, recorded } }).basis).toBe('recorded')
    const after = { ...note, recorded: { ...recorded, recordedAt: NOW - HOUR } }
    expect(past({ place: after, lead: dueIn(1) })).toMatchObject({ basis: 'reconstructed', reason: 'not_due' })
    expect(past({ lead: dueIn(1) }).basis).toBe('reconstructed')
  })

  it('tells the step and its date, and of what does not go on none', () => {
    expect(past({ place: note }).enrolment).toMatchObject({ episode: 1, step: 2, state: 'active', nextDueAt: NOW + 5 })
    const after = [anEnrolment({ dueAt: NOW - 7 })]
    expect(past({ place: { noted: noted() }, enrolments: after }).enrolment).toMatchObject({
      dueAt: NOW - 7,
      nextDueAt: NOW - 7,
    })
    expect(
      past({ place: { noted: noted({ state: 'ended', reason: 'replied', until: 5 }) } }).enrolment?.nextDueAt,
    ).toBeNull()
  })

  it('refuses the check that it was refused for, whatever has changed since', () => {
    const { checks } = past({ place: { noted: noted({ reason: 'paused', until: NOW + 5 }) } })
    expect(checks.filter(({ isPassed }) => !isPassed)).toMatchObject([{ reason: 'paused', until: NOW + 5 }])
  })
})

it('an episode that had begun anew is dated from its beginning', () => {
  const begun = { id: 'f', episode: 2, begunBy: 'reopened' as const, begunAt: NOW - DAY }
  expect(past({ place: { episode: begun } })).toMatchObject({
    ...{ verdict: 'wait', reason: 'not_due', until: NOW + 2 * DAY, templateId: 't', templateVersion: 4 },
    enrolment: { episode: 2, begunBy: 'reopened', begunAt: NOW - DAY, step: 1, dueAt: NOW + 2 * DAY },
  })
})
