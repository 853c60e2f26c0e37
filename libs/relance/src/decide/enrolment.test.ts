import fc from 'fast-check'
import { type Enrolment, settle, type Standing } from './enrolment.ts'
import { REASONS, type ReasonCode } from '../ground/reasons.ts'

const CODES = Object.keys(REASONS) as ReasonCode[]
const at = fc.integer({ min: 0, max: 1_000 })
const enrolment = fc
  .record({
    step: fc.integer({ min: 1, max: 3 }),
    state: fc.constantFrom('active', 'waiting', 'ended'),
    reason: fc.constantFrom(...CODES),
    dueAt: at,
    nextDueAt: at,
    episode: fc.integer({ min: 1, max: 3 }),
  })
  .map((one): Enrolment => {
    const isActive = one.state === 'active'
    const stops = one.state === 'waiting' ? 'wait_for_event' : 'end'
    const fitting = CODES.filter((code) => REASONS[code].effect === stops)
    const reason = isActive ? null : (fitting.find((code) => code === one.reason) ?? (fitting[0] as ReasonCode))
    return {
      id: '1',
      leadId: 'l',
      ruleId: 'r',
      begunBy: 'matched',
      begunAt: null,
      stoppedAt: isActive ? null : 0,
      returnSeenAt: null,
      notBefore: null,
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
  comeback: fc.option(fc.record({ by: fc.constantFrom('reopened', 'submitted', 'silence'), at })),
  isReopened: fc.boolean(),
})

function apply(before: Standing): Standing {
  const change = settle(before)
  if (!change) return before
  const { dueAt } = change
  if (change.kind === 'enter') {
    const { episode, begunBy, begunAt } = change
    const begun = { episode, begunBy, begunAt, stoppedAt: null, returnSeenAt: null, notBefore: null }
    const waiting = { step: 1, state: 'active' as const, reason: null, dueAt, nextDueAt: dueAt }
    // Seen by the episode that begins.
    const seen = { comeback: null, isReopened: false }
    return { ...before, ...seen, enrolment: { id: '1', leadId: 'l', ruleId: 'r', ...begun, ...waiting } }
  }
  const { state, reason } = change
  const stood = before.enrolment as Enrolment
  const notBefore = change.notBefore ?? stood.notBefore
  return {
    ...before,
    // A first step is dated no earlier than that.
    firstDueAt: Math.max(before.firstDueAt, notBefore ?? 0),
    enrolment: { ...stood, state, reason, dueAt, notBefore, nextDueAt: state === 'active' ? dueAt : null },
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

it('who replied or saw the last step is never followed up again by the same enrolment', () => {
  fc.assert(
    fc.property(standing, (before) => {
      const { state, reason } = before.enrolment ?? {}
      const isFinal = state === 'ended' && reason && !REASONS[reason].isReversible
      const after = apply(before).enrolment
      if (isFinal && after?.episode === before.enrolment?.episode) expect(after?.state).toBe('ended')
    }),
  )
})

it('a lead that comes back begins a new episode, and nobody else does', () => {
  fc.assert(
    fc.property(standing, (before) => {
      const { enrolment, comeback, leadReason, isRuleActive, isMatch } = before
      const begins = enrolment && comeback && leadReason === null && isRuleActive && isMatch
      const after = apply(before).enrolment
      if (begins) expect(after).toMatchObject({ episode: enrolment.episode + 1, begunBy: comeback.by, step: 1 })
      else if (enrolment) expect(after?.episode).toBe(enrolment.episode)
    }),
  )
})

it('a return is not hidden while the lead may not be contacted or does not match', () => {
  fc.assert(
    fc.property(standing, (before) => {
      const waits = before.comeback && before.enrolment?.state === 'ended' && !(before.isMatch && before.isRuleActive)
      if (waits) expect(settle(before)).toBeNull()
    }),
  )
})

describe('a lead of the control group', () => {
  const heldOut: Enrolment = {
    ...{ id: '1', leadId: 'l', ruleId: 'r', episode: 1, begunBy: 'matched', begunAt: null, step: 1, dueAt: 5 },
    ...{ state: 'ended', reason: 'held_out', nextDueAt: null, stoppedAt: 6, returnSeenAt: null, notBefore: null },
  }
  const seen: Standing = {
    ...{ leadId: 'l', ruleId: 'r', enrolment: heldOut, leadReason: null, isRuleActive: true, isMatch: true },
    ...{ stopsWhenUnmatched: false, firstDueAt: 5, now: 9, isHeldOut: true },
  }

  it.each<[string, Partial<Standing>]>([
    ['changes', {}],
    ['is won', { leadReason: 'status_closed' }],
    ['no longer matches', { isMatch: false }],
    ['is won while the rule is off', { isRuleActive: false, leadReason: 'status_closed', isHeldOut: undefined }],
  ])('stays in it when it %s', (_, change) => {
    expect(settle({ ...seen, ...change } as Standing)).toBeNull()
  })

  it('goes on when the rule no longer sets it aside', () => {
    expect(settle({ ...seen, isHeldOut: false })).toMatchObject({ kind: 'move', state: 'active' })
  })
})
