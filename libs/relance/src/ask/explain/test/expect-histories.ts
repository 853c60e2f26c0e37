/** Over many lives of a lead: nobody is pestered, nothing is done twice, nobody is forgotten, and "why not?" says what the run does. */
import fc from 'fast-check'
import { followedUntil } from '../../../decide/settle-state.ts'
import { leadRefusal } from '../../../decide/checks.ts'
import { explain } from '../explain.pure.ts'
import { HOUR } from './explain-cases.ts'
import { histories, live, type Lived } from './histories.ts'

function expectNobodyForgotten({ pass, plan }: Lived): void {
  if (!pass || leadRefusal(pass.state.lead, plan.openStatuses)) return
  for (const { id } of plan.rules.values()) {
    const place = pass.state.enrolments.find(({ ruleId }) => ruleId === id)
    const said = { rule: id, state: place?.state, nextDueAt: place?.nextDueAt ?? null, reason: place?.reason ?? null }
    if (place?.state === 'active') expect(said.nextDueAt).not.toBeNull()
    else expect({ ...said, isTold: said.reason !== null }).toEqual({ ...said, isTold: true })
  }
}

/** What waits, and nobody has put off by hand, waits out the gap after the latest contact. */
function expectGapKept({ pass, plan }: Lived): void {
  if (!pass) return
  const { relances, contacts = [] } = pass.begun
  for (const { waiting, deliverAt } of relances) {
    for (const { at } of waiting ? contacts : []) expect(deliverAt).toBeGreaterThanOrEqual(at + plan.minimumGapMs)
  }
}

function expectExplained({ state, plan, now, pass }: Lived): void {
  if (!pass) return
  // Of this scan alone: what a year of scans to come would bring is not compared.
  const told = explain(state, plan, followedUntil(plan, now), now, (from) => (from <= now ? now : null))
  for (const { ruleId, verdict, reason, until, course } of told.rules) {
    const decision = pass.decisions.find(({ enrolment }) => enrolment.ruleId === ruleId)
    if (decision?.kind === 'record')
      expect({ verdict, at: course?.deliverAt }).toEqual({ verdict: 'record', at: decision.deliverAt })
    else if (decision) expect({ reason, until }).toEqual({ reason: decision.reason, until: decision.until })
    else expect(verdict).not.toBe('record')
  }
}

/** No relance within the gap of a contact or another relance, none twice; no lead forgotten; explanations tell the run. */
export function expectHistories(count: number): void {
  let relances = 0
  fc.assert(
    fc.property(histories, (history) => {
      const gap = history.gapHours * HOUR
      const recorded = live(history, (lived) => {
        expectNobodyForgotten(lived)
        expectGapKept(lived)
        expectExplained(lived)
      })
      const steps = recorded.map(({ decision: { enrolment, rule } }) => `${rule.id} ${enrolment.id} ${enrolment.step}`)
      expect(new Set(steps).size).toBe(steps.length)
      for (const { decision, contacts } of recorded) {
        for (const { at } of contacts) expect(decision.deliverAt).toBeGreaterThanOrEqual(at + gap)
      }
      relances += recorded.length
    }),
    { numRuns: count },
  )
  expect(relances).toBeGreaterThan(count)
}
