import { standingIn, standingInactive } from './standing.ts'
import { aFrequency, aLead, anEnrolment, aPlan, aRule, NOW } from './test/cases.ts'
import type { Enrolment } from './episodes.ts'
import type { RulePauses } from './pauses/pause.ts'
import type { PlannedRule } from './plan.ts'
import { DAY, HOUR } from '../ground/time.ts'

type Lead = Parameters<typeof aLead>[0]
const standing = (lead: Lead, enrolment: Enrolment | null, rule: Partial<PlannedRule> = {}, isMatch = true) => {
  const planned = aRule('r', rule)
  return standingIn(aLead(lead), planned, enrolment, { plan: aPlan([planned]), now: NOW, isMatch })
}
const created = Date.parse('2026-03-03T09:00:00Z')
const ended = anEnrolment({ state: 'ended', reason: 'last_step', step: 3, stoppedAt: NOW - DAY, nextDueAt: null })
const pauses: RulePauses = { pausedMs: 10, resumedAt: NOW - HOUR, midway: 'restart', midwayToMs: 10 }

it('a lead that was never enrolled is seen with the date of its first step', () => {
  expect(standing({ createdAt: created }, null)).toEqual({
    leadId: 'l',
    ruleId: 'r',
    enrolment: null,
    leadReason: null,
    now: NOW,
    isRuleActive: true,
    isMatch: true,
    stopsWhenUnmatched: false,
    firstDueAt: created + 3 * DAY,
    comeback: null,
    isReopened: false,
    pauses: undefined,
    isHeldOut: false,
  })
})

it('is told what keeps every rule from the lead, on the channel of this one', () => {
  expect(standing({ optedOutAt: 1 }, null).leadReason).toBe('opted_out')
  expect(standing({ status: 'won' }, null).leadReason).toBe('status_closed')
  const hidden = { phone: null, personId: 'p' }
  expect(standing(hidden, null).leadReason).toBe('phone_missing')
  expect(standing(hidden, null, { channel: 'whatsapp' }).leadReason).toBeNull()
})

it('is told whether the lead matches, whether the rule stops where it does not, and whether it sets the lead aside', () => {
  expect(standing({}, null, {}, false)).toMatchObject({ isMatch: false, stopsWhenUnmatched: false, isHeldOut: false })
  expect(standing({}, null, { stopOn: ['no_longer_matches'], holdoutPercent: 100 })).toMatchObject({
    stopsWhenUnmatched: true,
    isHeldOut: true,
  })
})

describe('a new episode is to begin', () => {
  const reentry = { on: ['reopened' as const], afterSilence: null }

  it('for a lead that is open again, where the rule asks for it', () => {
    const reopened = { reopenedAt: NOW - 2 * HOUR }
    expect(standing(reopened, ended, { reentry })).toMatchObject({
      comeback: { by: 'reopened', at: NOW - 2 * HOUR },
      isReopened: true,
      firstDueAt: NOW - 2 * HOUR + 3 * DAY,
    })
    expect(standing(reopened, ended)).toMatchObject({ comeback: null, isReopened: true })
    expect(standing(reopened, { ...ended, returnSeenAt: NOW - 2 * HOUR })).toMatchObject({ isReopened: false })
    expect(standing(reopened, null, { reentry })).toMatchObject({ comeback: null, isReopened: false })
  })

  it('for whoever is in mid-cadence when the rule is switched on to begin anew', () => {
    const midway = anEnrolment({ pausedMs: 9 })
    expect(standing({}, midway, { pauses })).toMatchObject({ comeback: { by: 'restarted', at: NOW - HOUR }, pauses })
    expect(standing({}, midway, { pauses: { ...pauses, resumedAt: NOW + 1 } }).comeback?.at).toBe(NOW)
    expect(standing({}, midway, { pauses: { ...pauses, resumedAt: null } }).comeback?.at).toBe(NOW)
    expect(standing({}, midway, { pauses: { ...pauses, midway: 'continue' } }).comeback).toBeNull()
    expect(standing({}, anEnrolment({ pausedMs: 9, step: 1 }), { pauses }).comeback).toBeNull()
    expect(standing({}, null, { pauses }).comeback).toBeNull()
  })

  it('for the return of the lead rather than for the rule’s own sake', () => {
    const asked = standing({ reopenedAt: NOW - 2 * HOUR }, anEnrolment({ pausedMs: 9 }), { pauses, reentry })
    expect(asked.comeback?.by).toBe('reopened')
  })
})

it('the first step is dated in the calendar that counts for the lead', () => {
  const frequency = aFrequency({ steps: [{ after: { value: 1, unit: 'days' } }] })
  // The night in which clocks go forward in Paris is a day of 23 hours there.
  const before = Date.parse('2026-03-28T12:00:00Z')
  expect(standing({ createdAt: before }, null, { frequency }).firstDueAt).toBe(before + 23 * HOUR)
  expect(standing({ createdAt: before, timeZone: 'Asia/Tokyo' }, null, { frequency }).firstDueAt).toBe(before + DAY)
})

it('towards a rule that is off nobody matches, and what is dated keeps its date', () => {
  const enrolment = anEnrolment({ dueAt: 5 })
  expect(standingInactive(aLead({ optedOutAt: 1, reopenedAt: 2 }), enrolment, aPlan(), NOW)).toEqual({
    leadId: 'l',
    ruleId: 'r',
    enrolment,
    leadReason: 'opted_out',
    now: NOW,
    isRuleActive: false,
    isMatch: false,
    stopsWhenUnmatched: false,
    firstDueAt: 5,
    isReopened: true,
  })
  // Some channel may still reach a person who hides the number.
  const hidden = aLead({ phone: null, personId: 'p' })
  expect(standingInactive(hidden, enrolment, aPlan(), NOW)).toMatchObject({ leadReason: null, isReopened: false })
})
