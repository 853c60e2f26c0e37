/** An explanation says what a run decides, and why. */
import fc from 'fast-check'
import { matches } from '../../decide/audience.ts'
import { deliverAt } from '../../decide/cadence.ts'
import { firstRefusal } from '../../decide/checks.ts'
import { calendarOf, decide } from '../../decide/decide.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import { explain } from './explain.pure.ts'
import type { LeadState } from '../../decide/lead-state.ts'
import type { Followed } from '../../decide/settle-state.ts'
import { stateAtDecision } from '../../decide/state-at-decision.ts'
import { createSimulator, scansAlways } from '../foresee/simulate.pure.ts'
import { cases, DAY, HOUR } from './test/explain-cases.ts'

/** What a run decides, put together without the simulator: settle, take what is due, decide. */
function decisionsOfRun(state: LeadState, plan: Plan, followed: Followed, now: number) {
  const enrolments = stateAtDecision(state, plan, followed, now)
    .enrolments.filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt <= now)
    .map(({ id, ruleId, step, dueAt }) => ({ id, tid: '', ruleId, step, dueAt }))
  const dueLead = { lead: state.lead, enrolments, hasOpenRelance: state.hasOpenRelance }
  return plan.isStopped ? [] : decide(dueLead, plan, now)
}

it('never disagrees with what a run decides, for any lead, rules and instant', () => {
  fc.assert(
    fc.property(cases, ({ state, plan, followed, now }) => {
      const explanation = explain(state, plan, followed, now)
      const decisions = decisionsOfRun(state, plan, followed, now)
      expect(explanation.rules.map((one) => one.ruleId).sort()).toEqual(['a', 'b', 'c'])
      for (const one of explanation.rules) {
        const decision = decisions.find(({ enrolment }) => enrolment.ruleId === one.ruleId)
        expect(one.verdict === 'record').toBe(decision?.kind === 'record')
        if (decision?.kind === 'record') {
          expect(one).toMatchObject({ message: decision.message, course: { deliverAt: decision.deliverAt } })
          expect(explanation.next).toMatchObject({ recordedAt: now, deliverAt: decision.deliverAt })
        }
        if (decision?.kind === 'hold') expect(one).toMatchObject({ reason: decision.reason, until: decision.until })
      }
      expect(explanation.winner).toBe(decisions.find(({ kind }) => kind === 'record')?.enrolment.ruleId ?? null)
    }),
    { numRuns: process.env.RELANCE_TESTS === 'full' ? 3_000 : 1_000 },
  )
})

it('shows every check of the table: the first that fails is the reason, none fails for what is recorded', () => {
  fc.assert(
    fc.property(cases, ({ state, plan, followed, now }) => {
      for (const one of explain(state, plan, followed, now).rules) {
        const planned = plan.rules.get(one.ruleId) as PlannedRule
        expect(one.audience.holds).toBe(matches(planned.audience, state.lead, now))
        const failed = one.checks.filter((check) => !check.isPassed)
        if (one.verdict === 'record') expect(failed).toEqual([])
        const settled = stateAtDecision(state, plan, followed, now).enrolments.find(
          ({ ruleId }) => ruleId === one.ruleId,
        )
        const at = deliverAt(planned.frequency, calendarOf(plan, planned, state.lead), now)
        const enrolment = { id: '', tid: '', ruleId: one.ruleId, step: settled?.step ?? 1, dueAt: 0 }
        const refusal = firstRefusal({ lead: state.lead, enrolment, rule: planned, plan, now, deliverAt: at })
        expect(failed[0]?.reason ?? null).toBe(refusal?.reason ?? null)
      }
    }),
  )
})

it('of a rule alone, no run would have delivered anything before the announced relance', () => {
  fc.assert(
    fc.property(cases, fc.array(fc.nat(60 * 24), { maxLength: 12 }), ({ state, plan, followed, now }, laters) => {
      const alone = { ...plan, rules: new Map([...plan.rules].slice(0, 1)) }
      const { next } = explain(state, alone, followed, now)
      for (const later of laters) {
        for (const decision of decisionsOfRun(state, alone, followed, now + later * HOUR)) {
          if (decision.kind === 'record') expect(decision.deliverAt).toBeGreaterThanOrEqual(next?.deliverAt ?? Infinity)
        }
      }
    }),
    { numRuns: 2_000 },
  )
})

it('a simulation is the run, one scan after another', () => {
  fc.assert(
    fc.property(cases, ({ state, plan, followed, now }) => {
      const found = [...createSimulator(plan, scansAlways).relances(state, followed, now, now + 30 * DAY)]
      for (const [index, { recordedAt, decision }] of found.entries()) {
        expect(decision.deliverAt).toBeGreaterThanOrEqual(recordedAt)
        const before = found[index - 1]?.decision.deliverAt
        if (before !== undefined) expect(decision.deliverAt - before).toBeGreaterThanOrEqual(plan.minimumGapMs)
      }
      const steps = found.map(({ decision }) => `${decision.enrolment.id} ${decision.enrolment.step}`)
      expect(new Set(steps).size).toBe(steps.length)
    }),
    { numRuns: 1_000 },
  )
})
