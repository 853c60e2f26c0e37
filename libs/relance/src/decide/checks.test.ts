import { type Case, CHECK_REASONS, firstRefusal, leadRefusal } from './checks.ts'
import { OVERLAP_MS } from './follow.ts'
import { aLead, aPlan, aRule, NOW } from './test/cases.ts'
import { REASONS } from '../ground/reasons.ts'
import { DAY, HOUR } from '../ground/time.ts'

/** Step 2 is due and nothing keeps it: it is delivered at once. */
function subject({
  enrolment,
  ...other
}: Omit<Partial<Case>, 'enrolment'> & { enrolment?: Partial<Case['enrolment']> }): Case {
  const rule = 'rule' in other ? other.rule : aRule()
  return {
    lead: aLead(),
    plan: aPlan(rule ? [rule] : []),
    now: NOW,
    deliverAt: NOW,
    ...other,
    rule,
    enrolment: { id: 'e', tid: '', ruleId: 'r', step: 2, dueAt: NOW, ...enrolment },
  }
}
const refused = (one: Parameters<typeof subject>[0]) => firstRefusal(subject(one))
const pauses = { pausedMs: 2 * DAY, resumedAt: NOW, midway: 'continue', midwayToMs: 0 } as const
const onlyNew = { combinator: 'and', rules: [{ field: 'status', operator: '=', value: 'new' }] } as const

it('a lead that nothing keeps out is written to', () => {
  expect(refused({})).toBeNull()
})

it.each<[string, Parameters<typeof subject>[0]]>([
  ['erased', { lead: aLead({ erasedAt: NOW }) }],
  ['opted_out', { lead: aLead({ optedOutAt: NOW }) }],
  ['wrong_number', { lead: aLead({ wrongNumberAt: NOW }) }],
  ['phone_missing', { lead: aLead({ phone: null }) }],
  ['status_closed', { lead: aLead({ status: 'won' }) }],
  ['rule_inactive', { rule: aRule('r', { isActive: false }) }],
  ['rule_inactive', { rule: undefined }],
  ['last_step', { enrolment: { step: 3 } }],
  ['stop_suspected', { lead: aLead({ stopSuspectedAt: NOW }) }],
  ['rule_paused', { rule: aRule('r', { pauseReason: 'failing' }) }],
  ['resuming', { rule: aRule('r', { pauses }), enrolment: { pausedMs: DAY } }],
  ['no_opening', { deliverAt: null }],
])('is held for %s (%#), with no instant at which that would pass by itself', (reason, one) => {
  expect(refused(one)).toEqual({ reason })
})

it('a rule that was resumed and whose pause the date allows for goes on', () => {
  const rule = aRule('r', { pauses, pauseReason: null })
  expect(refused({ rule, enrolment: { pausedMs: 2 * DAY } })).toBeNull()
})

it('a person whose number is hidden is written to by a channel that sends by itself, and by no closer', () => {
  const lead = aLead({ phone: null, personId: 'FR.1' })
  expect(refused({ lead, rule: aRule('r', { channel: 'whatsapp' }) })).toBeNull()
  expect(refused({ lead })).toEqual({ reason: 'phone_missing' })
  // A rule that is gone has no channel: the number is not what keeps the lead.
  expect(refused({ lead, rule: undefined })).toEqual({ reason: 'rule_inactive' })
})

it('whoever asks about the lead alone hears the first reason that holds for every rule', () => {
  const open = new Set(['new'])
  expect(leadRefusal(aLead({ status: 'new' }), open)).toBeNull()
  expect(leadRefusal(aLead({ status: 'won', optedOutAt: NOW, wrongNumberAt: NOW }), open)).toBe('opted_out')
})

describe('a lead that no longer matches', () => {
  it('is not written to before its first relance', () => {
    expect(refused({ rule: aRule('r', { audience: onlyNew }), enrolment: { step: 1 } })).toEqual({
      reason: 'no_longer_matches',
    })
  })

  it('goes on once the cadence has begun, unless the rule asks to stop', () => {
    expect(refused({ rule: aRule('r', { audience: onlyNew }) })).toBeNull()
    const stops = aRule('r', { audience: onlyNew, stopOn: ['no_longer_matches'] })
    expect(refused({ rule: stops })).toEqual({ reason: 'no_longer_matches' })
    expect(refused({ rule: stops, lead: aLead({ status: 'new' }) })).toBeNull()
  })

  it('is judged by the instant up to which audiences were followed, when that is later than now', () => {
    const twoDays = { field: 'createdAt', operator: 'olderThan', value: { value: 2, unit: 'days' } } as const
    const rule = aRule('r', { audience: { combinator: 'and', rules: [twoDays] } })
    const lead = aLead({ createdAt: NOW - 2 * DAY + OVERLAP_MS })
    const one = { rule, lead, enrolment: { step: 1 } }
    expect(refused(one)).toEqual({ reason: 'no_longer_matches' })
    expect(refused({ ...one, plan: aPlan([rule], { matchedTo: NOW + OVERLAP_MS }) })).toBeNull()
  })
})

it('a lead of the control group is held before its first relance only', () => {
  const rule = aRule('r', { holdoutPercent: 100 })
  expect(refused({ rule, enrolment: { step: 1 } })).toEqual({ reason: 'held_out' })
  expect(refused({ rule })).toBeNull()
  expect(refused({ rule: undefined, enrolment: { step: 1 } })).toEqual({ reason: 'rule_inactive' })
})

it('the last step of the cadence is written, what would come after it is not', () => {
  expect(refused({ enrolment: { step: 2 } })).toBeNull()
  expect(refused({ enrolment: { step: 3 } })).toEqual({ reason: 'last_step' })
})

it('a paused lead waits until the pause is over, to the millisecond', () => {
  const until = NOW + 1
  expect(refused({ lead: aLead({ pausedUntil: until }) })).toEqual({ reason: 'paused', until })
  expect(refused({ lead: aLead({ pausedUntil: NOW }) })).toBeNull()
})

describe('a lead that was just written to', () => {
  // The minimum gap of these tests is 20 hours.
  const lead = aLead({ lastRelanceAt: NOW - 2 * HOUR })
  const until = NOW + 18 * HOUR

  it('waits until the minimum gap is over', () => {
    expect(refused({ lead })).toEqual({ reason: 'minimum_gap', until })
  })

  it('is recorded now where the window opens after the gap: what counts is when the message comes', () => {
    expect(refused({ lead, deliverAt: until })).toBeNull()
    expect(refused({ lead, deliverAt: until - 1 })).toEqual({ reason: 'minimum_gap', until })
  })
})

describe('a lead that has had as many relances as a cap allows', () => {
  const recent = [{ id: 'm', at: NOW - 30 * HOUR, isFailed: false }]
  const lead = aLead({ recent, lastRelanceAt: NOW - 30 * HOUR })
  const until = NOW - 30 * HOUR + 7 * DAY
  const plan = aPlan([aRule()], { relanceCaps: [{ count: 1, days: 7 }] })

  it('waits until the oldest of them is so many days old', () => {
    expect(refused({ lead, plan })).toEqual({ reason: 'cap_reached', until })
    expect(refused({ lead, plan, deliverAt: until - 1 })).toEqual({ reason: 'cap_reached', until })
  })

  it('is recorded now where the window opens after that', () => {
    expect(refused({ lead, plan, deliverAt: until })).toBeNull()
  })
})

it('what ends the episode is named before what holds it, and what only waits comes last', () => {
  expect(CHECK_REASONS).toEqual([
    ...['erased', 'opted_out', 'wrong_number', 'phone_missing', 'status_closed', 'rule_inactive'],
    ...['no_longer_matches', 'held_out', 'last_step', 'stop_suspected', 'rule_paused', 'resuming'],
    ...['paused', 'no_opening', 'minimum_gap', 'cap_reached'],
  ])
  const waits = CHECK_REASONS.map((reason) => REASONS[reason].effect)
  expect(waits.lastIndexOf('end')).toBeLessThan(waits.indexOf('wait'))
})
