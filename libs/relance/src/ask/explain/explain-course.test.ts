/** The way an explanation tells from what the cadence asks for to the delivery. */
import fc from 'fast-check'
import { calendarOf } from '../../decide/decide.ts'
import type { PlannedRule } from '../../decide/plan.ts'
import { shiftAt } from '../../decide/window.ts'
import { explain } from './explain.pure.ts'
import { cases, everyone, lead, rule, TEMPLATES } from './test/explain-cases.ts'

it('a course leads without a break from what the cadence asks for to the delivery, and every shift is true', () => {
  fc.assert(
    fc.property(cases, ({ state, plan, followed, now }) => {
      for (const one of explain(state, plan, followed, now).rules) {
        if (!one.course) continue
        const planned = plan.rules.get(one.ruleId) as PlannedRule
        const { window: hoursOpen, skipHolidays } = planned.frequency
        let at = one.course.dueAt
        for (const { kind, from, to } of one.course.shifts) {
          expect(from).toBe(at)
          expect(to).toBeGreaterThanOrEqual(from)
          at = to
          if (kind === 'outside_hours' || kind === 'holiday' || kind === 'day_not_allowed') {
            expect(shiftAt({ window: hoursOpen, skipHolidays }, calendarOf(plan, planned, state.lead), from)).toBe(kind)
          }
        }
        if (one.course.deliverAt !== null) expect(at).toBe(one.course.deliverAt)
      }
    }),
    { numRuns: 1_000 },
  )
})

const LEAD_BARS = ['erased', 'opted_out', 'wrong_number', 'status_closed']

it('for a rule alone, the course of what waits ends where simulated runs deliver', () => {
  fc.assert(
    fc.property(cases, ({ state, plan, followed, now }) => {
      const planned = { ...(plan.rules.get('a') as PlannedRule), audience: everyone, templates: [TEMPLATES[0]!] }
      const alone = { ...plan, isStopped: false, rules: new Map([['a', planned]]) }
      const enrolments = state.enrolments.filter(({ ruleId }) => ruleId === 'a')
      const explanation = explain({ ...state, enrolments }, alone, followed, now)
      const [one] = explanation.rules
      if (
        !one ||
        one.verdict !== 'wait' ||
        one.checks.some(({ reason, isPassed }) => reason === 'last_step' && !isPassed)
      )
        return
      const isBarred = (reason: string) => [...LEAD_BARS, 'rule_inactive', 'stop_suspected'].includes(reason)
      if (one.checks.some(({ reason, isPassed }) => !isPassed && isBarred(reason))) return
      expect(explanation.next?.deliverAt ?? null).toBe(one.course?.deliverAt ?? null)
    }),
    { numRuns: 1_000 },
  )
})

it('tells the night without 02:30 and the one with two', () => {
  const sample = <Value>(values: fc.Arbitrary<Value>) => fc.sample(values, { numRuns: 1, seed: 1 })[0] as Value
  const { plan } = sample(cases)
  const nightly = (from: string) => {
    const at = Date.parse(from)
    const planned = sample(rule('a'))
    const frequency = { ...planned.frequency, steps: [{ after: { value: 1, unit: 'days' as const } }] }
    const one = { ...planned, isActive: true, audience: everyone, frequency }
    const eligible = { phone: '+33639980012', status: 'new', timeZone: null, optedOutAt: null }
    const facts = { ...sample(lead), ...eligible, lastContactAt: at }
    const state = { lead: facts, enrolments: [], relances: [], hasOpenRelance: false, isChanged: true }
    const { rules } = explain(state, { ...plan, isStopped: false, rules: new Map([['a', one]]) }, new Map(), at)
    return rules[0]?.course?.shifts[0]?.kind
  }
  expect(nightly('2026-03-28T01:30:00Z')).toBe('clock_skipped')
  expect(nightly('2026-10-24T00:30:00Z')).toBe('clock_repeated')
})
