import fc from 'fast-check'
import { type Enrolment, settle, type Standing } from './enrolment.ts'
import { REASONS, type ReasonCode } from '../ground/reasons.ts'

const CODES = Object.keys(REASONS) as ReasonCode[]
const at = fc.integer({ min: 0, max: 1_000 })
const enrolment = fc
  .record({
    step: fc.integer({ min: 1, max: 3 }),
    state: fc.constantFrom('active', 'parked', 'ended'),
    reason: fc.constantFrom(...CODES),
    dueAt: at,
    nextDueAt: at,
  })
  .map((one): Enrolment => {
    const isActive = one.state === 'active'
    const stops = one.state === 'parked' ? 'park' : 'end'
    const fitting = CODES.filter((code) => REASONS[code].effect === stops)
    const reason = isActive ? null : (fitting.find((code) => code === one.reason) ?? (fitting[0] as ReasonCode))
    return {
      id: '1',
      leadId: 'l',
      ruleId: 'r',
      ...one,
      state: one.state as Enrolment['state'],
      reason,
      nextDueAt: isActive ? one.nextDueAt : null,
    }
  })
const standing: fc.Arbitrary<Standing> = fc.record({
  leadId: fc.constant('l'),
  ruleId: fc.constant('r'),
  enrolment: fc.option(enrolment),
  leadReason: fc.option(fc.constantFrom('opted_out', 'erased', 'status_closed', 'wrong_number')),
  isRuleActive: fc.boolean(),
  isMatch: fc.boolean(),
  stopsWhenUnmatched: fc.boolean(),
  firstDueAt: at,
  now: at,
})

function apply(before: Standing): Standing {
  const change = settle(before)
  if (!change) return before
  const { dueAt } = change
  if (change.kind === 'enter') {
    return {
      ...before,
      enrolment: { id: '1', leadId: 'l', ruleId: 'r', step: 1, state: 'active', reason: null, dueAt, nextDueAt: dueAt },
    }
  }
  const { state, reason } = change
  return {
    ...before,
    enrolment: {
      ...(before.enrolment as Enrolment),
      state,
      reason,
      dueAt,
      nextDueAt: state === 'active' ? dueAt : null,
    },
  }
}

it('settling twice changes nothing the second time', () => {
  fc.assert(
    fc.property(standing, (before) => expect(settle(apply(before))).toBeNull()),
    { numRuns: 3_000 },
  )
})

it('nobody is active who opted out, is erased, or whose rule is off', () => {
  fc.assert(
    fc.property(standing, (before) => {
      const after = apply(before)
      if (after.leadReason || !after.isRuleActive) expect(after.enrolment?.state ?? 'ended').not.toBe('active')
    }),
    { numRuns: 3_000 },
  )
})

it('who replied, opted out or saw the last step is never followed up again by the same enrolment', () => {
  fc.assert(
    fc.property(standing, (before) => {
      const { state, reason } = before.enrolment ?? {}
      const isFinal = state === 'ended' && reason && !REASONS[reason].isReversible
      if (isFinal) expect(apply(before).enrolment?.state).toBe('ended')
    }),
  )
})
