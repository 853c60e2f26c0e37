import { seenChecks } from './seen-checks.pure.ts'
import { CHECK_REASONS } from '../../decide/checks.ts'
import type { PlannedRule } from '../../decide/plan.ts'
import { aFrequency, aLead, anEnrolment, aPlan, aRule, NOW } from '../../decide/test/cases.ts'
import { DAY, HOUR } from '../../ground/time.ts'

type Lead = Parameters<typeof aLead>[0]
interface Asked {
  lead?: Lead
  rule?: Partial<PlannedRule>
  enrolment?: Parameters<typeof anEnrolment>[0]
  plan?: Parameters<typeof aPlan>[1]
}
const checks = ({ lead = {}, rule = {}, enrolment = {}, plan = {} }: Asked) =>
  seenChecks(aLead(lead), aRule('r', rule), anEnrolment(enrolment), aPlan([], plan), NOW)
const line = (reason: string, asked: Asked) => checks(asked).find((one) => one.reason === reason)

it('every line of the table is shown in its order, and of a lead that nothing keeps back every line is passed', () => {
  expect(checks({}).map(({ reason }) => reason)).toEqual(CHECK_REASONS)
  expect(checks({}).filter(({ isPassed, until }) => !isPassed || until !== null)).toEqual([])
})

const recent = [{ id: 'x', at: NOW - HOUR, isFailed: false, countsUntil: null }]
const never = aFrequency({ window: { days: [], from: '09:00', to: '18:00' } })
it.each<[string, Asked, unknown, unknown?]>([
  ['erased', { lead: { erasedAt: 3 } }, 3],
  ['opted_out', { lead: { optedOutAt: 3 } }, 3],
  ['wrong_number', { lead: { wrongNumberAt: 3 } }, 3],
  ['phone_missing', { lead: { phone: null } }, false],
  ['status_closed', { lead: { status: 'won' } }, 'won'],
  ['rule_inactive', { rule: { isActive: false } }, false],
  [
    'no_longer_matches',
    { rule: { audience: { combinator: 'or', not: true, rules: [] } }, enrolment: { step: 1 } },
    false,
  ],
  ['held_out', { rule: { holdoutPercent: 100 }, enrolment: { step: 1 } }, true],
  ['last_step', { enrolment: { step: 3 } }, 3],
  ['stop_suspected', { lead: { stopSuspectedAt: 3 } }, 3],
  ['rule_paused', { rule: { pauseReason: 'why' } }, 'why'],
  [
    'resuming',
    { rule: { pauses: { pausedMs: 9, resumedAt: 4, midway: 'continue', midwayToMs: 0 } }, enrolment: { pausedMs: 1 } },
    4,
  ],
  ['paused', { lead: { pausedUntil: NOW + 1 } }, NOW + 1, NOW + 1],
  ['no_opening', { rule: { frequency: never } }, null],
  ['minimum_gap', { lead: { lastContactAt: NOW - HOUR } }, NOW - HOUR, NOW + 19 * HOUR],
  [
    'cap_reached',
    { lead: { recent }, plan: { relanceCaps: [{ count: 1, days: 7 }] } },
    NOW - HOUR + 7 * DAY,
    NOW - HOUR + 7 * DAY,
  ],
])('%s is shown with what it looked at', (reason, asked, seen, until = null) => {
  expect(line(reason, asked)).toEqual({ reason, isPassed: false, seen, until })
})

it('a line that is passed shows what it looked at as well', () => {
  expect(line('phone_missing', {})).toMatchObject({ isPassed: true, seen: true })
  expect(line('status_closed', {})).toMatchObject({ isPassed: true, seen: 'contacted' })
  expect(line('no_opening', {})).toMatchObject({ isPassed: true, seen: NOW })
  expect(line('rule_inactive', {})).toMatchObject({ isPassed: true, seen: true })
  expect(line('paused', { lead: { pausedUntil: NOW } })).toMatchObject({ isPassed: true, seen: NOW, until: null })
})
