/** The nightly comparison finds what is wrong, leaves what is right, and puts nothing right in the past. */
import type { Enrolment } from './episodes.ts'
import type { Standing } from './enrolment.ts'
import type { PlannedRule } from './plan.ts'
import { countInto, type Compared, differenceOf, isHeldByRun, isPending, withdrawalOf } from './reconcile.ts'
import { SNOOZE_MAX_DAYS } from './snooze.ts'
import { aFrequency, aLead, anEnrolment, aPlan, aRule, aTemplate, NOW } from './test/cases.ts'
import type { ReasonCode } from '../ground/reasons.ts'
import { DAY, HOUR } from '../ground/time.ts'

const aStanding = (enrolment: Enrolment | null, standing: Partial<Standing> = {}): Standing => ({
  leadId: 'l',
  ruleId: 'r',
  enrolment,
  leadReason: null,
  isRuleActive: true,
  isMatch: true,
  stopsWhenUnmatched: false,
  firstDueAt: NOW - DAY,
  now: NOW,
  ...standing,
})
const compare = (enrolment: Enrolment | null, standing: Partial<Standing> = {}, more: Partial<Compared> = {}) =>
  differenceOf({ standing: aStanding(enrolment, standing), hasLock: true, plan: aPlan([aRule()]), now: NOW, ...more })

const waiting = (reason: ReasonCode) => anEnrolment({ state: 'waiting', reason, nextDueAt: null })
const ended = (reason: ReasonCode) => anEnrolment({ state: 'ended', reason, nextDueAt: null })
const LATEST = NOW + 3 * DAY + SNOOZE_MAX_DAYS * DAY

describe('nothing is different', () => {
  it.each<[string, Enrolment | null, Partial<Standing>]>([
    ['of a lead that does not match and was never enrolled', null, { isMatch: false }],
    ['of what is active and due', anEnrolment(), {}],
    ['of what ended for good', ended('last_step'), {}],
    ['of what ended and may go on, where the lead does not match', ended('no_longer_matches'), { isMatch: false }],
    ['of what waits for a rule that is off', waiting('rule_inactive'), { isRuleActive: false }],
    ['of what waits for its text', waiting('message_incomplete'), {}],
    ['of what waits for its text to be allowed', waiting('message_refused'), {}],
    ['of what is due as late as it may be', anEnrolment({ nextDueAt: LATEST, dueAt: LATEST }), {}],
    ['of what is paused for longer', anEnrolment({ nextDueAt: LATEST + DAY, reason: 'paused' }), {}],
    ['of what is spread over more days', anEnrolment({ nextDueAt: LATEST + DAY, reason: 'spread' }), {}],
    ['of what a cap holds longer', anEnrolment({ nextDueAt: LATEST + DAY, reason: 'cap_reached' }), {}],
    ['of a rule that is not known', anEnrolment({ ruleId: 'gone', nextDueAt: LATEST + DAY }), { ruleId: 'gone' }],
  ])('%s', (_, enrolment, standing) => {
    expect(compare(enrolment, standing)).toBeNull()
  })
})

it('a lead that fits and was never enrolled is entered, due now and not in the past', () => {
  expect(compare(null)).toEqual({
    kind: 'missing',
    leadId: 'l',
    ruleId: 'r',
    reason: null,
    enrolment: null,
    change: expect.objectContaining({ kind: 'enter', dueAt: NOW }),
  })
  expect(compare(null, { firstDueAt: NOW + 1 })).toMatchObject({ change: { dueAt: NOW + 1 } })
})

it('a lead that has come back is entered again', () => {
  const comeback = { by: 'reopened' as const, at: NOW - HOUR }
  expect(compare(ended('last_step'), { comeback })).toMatchObject({
    kind: 'missing',
    reason: 'last_step',
    change: { kind: 'enter', episode: 2, dueAt: NOW },
  })
})

it.each<[Enrolment, string, ReasonCode]>([
  [waiting('rule_inactive'), 'wrongly_waiting', 'rule_inactive'],
  [ended('opted_out'), 'wrongly_ended', 'opted_out'],
])('what nothing keeps out any more goes on, from now on (%#)', (enrolment, kind, reason) => {
  expect(compare({ ...enrolment, dueAt: NOW - DAY })).toMatchObject({
    kind,
    reason,
    change: { kind: 'move', state: 'active', dueAt: NOW, notBefore: NOW },
  })
})

it('what is enrolled although it may not be stops as the engine would stop it, with the date it has', () => {
  const enrolment = anEnrolment({ dueAt: NOW + HOUR, nextDueAt: NOW + HOUR })
  expect(compare(enrolment, { leadReason: 'opted_out' })).toMatchObject({
    kind: 'active_not_allowed',
    reason: 'opted_out',
    change: { state: 'ended', reason: 'opted_out', dueAt: NOW + HOUR },
  })
  const off = compare(enrolment, { isRuleActive: false })
  expect(off).toMatchObject({ kind: 'active_not_allowed', change: { state: 'waiting', reason: 'rule_inactive' } })
  expect(off?.change).not.toHaveProperty('notBefore')
})

describe('what is active', () => {
  const goesOn = (kind: string, dueAt: number) => ({
    kind,
    change: { kind: 'move', id: 'e', leadId: 'l', state: 'active', reason: null, dueAt, notBefore: dueAt },
  })

  it('and due at no instant is due when it was, or from now on', () => {
    expect(compare(anEnrolment({ nextDueAt: null, dueAt: NOW + HOUR }))).toMatchObject(
      goesOn('no_due_date', NOW + HOUR),
    )
    expect(compare(anEnrolment({ nextDueAt: null, dueAt: NOW - HOUR }))).toMatchObject(goesOn('no_due_date', NOW))
  })

  it('and due too late is due when it was asked for, or else when its whole delay has passed', () => {
    const late = anEnrolment({ nextDueAt: LATEST + 1, reason: 'minimum_gap', dueAt: NOW + HOUR })
    expect(compare(late)).toMatchObject({ ...goesOn('due_too_late', NOW + HOUR), reason: 'minimum_gap' })
    expect(compare({ ...late, dueAt: LATEST })).toMatchObject(goesOn('due_too_late', LATEST))
    expect(compare({ ...late, dueAt: LATEST + 1, reason: null })).toMatchObject(goesOn('due_too_late', NOW + 3 * DAY))
  })

  it('in its first step is measured by when the step is due now', () => {
    const first = (nextDueAt: number) =>
      anEnrolment({ step: 1, dueAt: NOW + 9 * DAY, nextDueAt, reason: 'minimum_gap' })
    const firstDueAt = NOW + 9 * DAY
    const most = firstDueAt + SNOOZE_MAX_DAYS * DAY
    expect(compare(first(most), { firstDueAt, isByTime: true })).toBeNull()
    expect(compare(first(most + 1), { firstDueAt, isByTime: true })).toMatchObject(goesOn('due_too_late', firstDueAt))
    const soon = LATEST + 1
    expect(compare(first(soon), { firstDueAt: NOW, isByTime: true })).toMatchObject(goesOn('due_too_late', NOW))
  })

  it('after the last step is measured from now', () => {
    const beyond = anEnrolment({ step: 3, nextDueAt: NOW + SNOOZE_MAX_DAYS * DAY + 1, dueAt: NOW })
    expect(compare(beyond)?.kind).toBe('due_too_late')
  })

  it('may wait for a gap that is longer than any snooze', () => {
    const plan = aPlan([aRule()], { minimumGapMs: 90 * DAY })
    const at = (nextDueAt: number) => compare(anEnrolment({ nextDueAt, reason: 'minimum_gap' }), {}, { plan })
    expect(at(NOW + 93 * DAY)).toBeNull()
    expect(at(NOW + 93 * DAY + 1)?.kind).toBe('due_too_late')
  })

  it('but can be taken by no run is taken by one, at its date', () => {
    const enrolment = anEnrolment({ nextDueAt: NOW + HOUR })
    expect(compare(enrolment, {}, { hasLock: false })).toMatchObject(goesOn('no_turn', NOW + HOUR))
  })
})

describe('a run holds', () => {
  const held = (rule: Partial<PlannedRule>, enrolment = anEnrolment(), lead = aLead()): boolean =>
    isHeldByRun(lead, enrolment, aPlan([aRule('r', rule)]), NOW)

  it.each<[string, Partial<PlannedRule>, boolean]>([
    ['nothing that may be recorded', {}, false],
    ['what its text has no word for', { templates: [aTemplate('{{ lead.company }}')] }, true],
    ['what no window opens for', { frequency: aFrequency({ window: { days: [], from: '09:00', to: '18:00' } }) }, true],
    ['what its rule is paused for', { pauseReason: 'template' }, true],
  ])('%s', (_, rule, expected) => {
    expect(held(rule)).toBe(expected)
  })

  it('a lead that is set aside, and none that only waits for its time', () => {
    expect(held({ holdoutPercent: 100 }, anEnrolment({ step: 1 }))).toBe(true)
    expect(held({}, anEnrolment(), aLead({ pausedUntil: NOW + DAY }))).toBe(false)
  })
})

describe('what waits for a closer is withdrawn', () => {
  const withdrawal = (leadReason: ReasonCode | null, state: Enrolment['state'], reason: ReasonCode | null) =>
    withdrawalOf({ relanceId: 'x', leadId: 'l', leadReason, state, reason })

  it.each<[ReasonCode | null, Enrolment['state'], ReasonCode | null, ReasonCode | null]>([
    [null, 'active', null, null],
    [null, 'active', 'minimum_gap', null],
    ['opted_out', 'active', null, 'opted_out'],
    ['opted_out', 'ended', 'replied', 'opted_out'],
    [null, 'ended', 'replied', 'replied'],
    [null, 'ended', 'last_step', null],
    [null, 'ended', 'held_out', null],
    [null, 'ended', null, null],
    [null, 'waiting', 'rule_inactive', 'rule_inactive'],
    [null, 'waiting', 'rule_paused', null],
    [null, 'waiting', 'message_refused', null],
  ])('of a lead that is %s, in a place that is %s, %s: %s', (leadReason, state, reason, expected) => {
    expect(withdrawal(leadReason, state, reason)).toBe(expected)
  })
})

describe('what the engine itself is still to look at', () => {
  const followed = { isActive: true, isScanned: true, matchedAt: NOW }
  it.each<[string, Parameters<typeof isPending>[0], boolean]>([
    ['a rule that was followed', followed, false],
    ['a rule whose scan is not over', { ...followed, isScanned: false }, true],
    ['a rule that was not followed yet', { ...followed, matchedAt: null }, true],
    ['a rule that was off when it was followed', { ...followed, isActive: false }, true],
    ['a rule that nothing is known of', undefined, true],
  ])('%s: %#', (_, progress, expected) => {
    expect(isPending(progress, aRule())).toBe(expected)
  })

  it('is nothing of a rule that is gone', () => {
    expect(isPending(undefined, undefined)).toBe(false)
  })
})

it('differences are counted by kind, and none is no count', () => {
  const counts = {}
  countInto(counts, 'missing')
  countInto(counts, 'missing', 2)
  countInto(counts, 'no_turn', 0)
  expect(counts).toEqual({ missing: 3 })
})
