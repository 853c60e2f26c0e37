/** From what a cadence asks for to its delivery: each shift is told with what it was for. NOW is a Tuesday, 10:00 in Paris. */
import { courseOf, SHIFTS } from './shifts.pure.ts'
import type { PlannedRule } from '../../decide/plan.ts'
import { aContact, aFrequency, aLead, anEnrolment, aPlan, aRelance, aRule, NOW } from '../../decide/test/cases.ts'
import { DAY, HOUR } from '../../ground/time.ts'

const at = (iso: string): number => Date.parse(`2026-${iso}:00Z`)
const always = aFrequency({ window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' } })
interface Asked {
  lead?: Parameters<typeof aLead>[0]
  rule?: Partial<PlannedRule>
  plan?: Parameters<typeof aPlan>[1]
  enrolment?: Parameters<typeof anEnrolment>[0]
  relances?: ReturnType<typeof aRelance>[]
  contacts?: ReturnType<typeof aContact>[]
  start?: Parameters<typeof courseOf>[2]
}
const course = ({ lead = {}, rule = {}, plan = {}, enrolment = {}, relances = [], contacts, start }: Asked) =>
  courseOf(
    {
      lead: aLead(lead),
      rule: aRule('r', rule),
      plan: aPlan([], plan),
      relances,
      ...(contacts && { contacts }),
      now: NOW,
    },
    anEnrolment(enrolment),
    start ?? { kind: 'awaited_scan', to: 0 },
  )
const shifts = (asked: Asked) => course(asked).shifts.map(({ kind, from, to }) => [kind, from, to])

it('what is due in an open window is delivered then, without a shift', () => {
  expect(course({})).toEqual({ anchor: null, dueAt: NOW, shifts: [], deliverAt: NOW })
})

describe('the first step is counted from', () => {
  const first = (lead: Asked['lead'], enrolment: Asked['enrolment'], dueAt: number) =>
    course({ lead, enrolment: { step: 1, dueAt, ...enrolment } }).anchor
  const [early, late] = [NOW - 9 * DAY, NOW - 3 * DAY]
  it.each<[string, Asked['lead'], Asked['enrolment']]>([
    ['creation', { createdAt: late }, {}],
    ['last_contact', { createdAt: early, lastContactAt: late }, {}],
    ['last_contact', { lastContactAt: late }, { begunBy: 'reopened', begunAt: early }],
    ['submission', { submittedAt: late }, { begunBy: 'reopened', begunAt: early }],
    ['reopening', { reopenedAt: late }, { begunBy: 'silence', begunAt: early }],
    ['reopening', {}, { begunBy: 'reopened', begunAt: late }],
    ['submission', {}, { begunBy: 'submitted', begunAt: late }],
    ['silence', {}, { begunBy: 'silence', begunAt: late }],
    ['restart', {}, { begunBy: 'restarted', begunAt: late }],
    ['restart', {}, { begunBy: 'matched', begunAt: late }],
  ])('the %s, %#', (kind, lead, enrolment) => {
    expect(first(lead, enrolment, NOW)).toEqual({ kind, at: late, after: { value: 3, unit: 'days' } })
  })

  it('nothing that can be told, where another date has come since', () => {
    expect(first({ createdAt: late }, {}, NOW + 1)).toBeNull()
    expect(first({ createdAt: late }, { notBefore: NOW + 1 }, NOW + 1)).toMatchObject({ kind: 'creation' })
    expect(first({ createdAt: late }, { notBefore: NOW - 1 }, NOW - 1)).toBeNull()
  })
})

it('a later step is counted from the delivery of the one before, or from when that was confirmed', () => {
  const before = aRelance({ deliverAt: NOW - 3 * DAY })
  expect(course({ relances: [before] }).anchor).toMatchObject({ kind: 'delivery', at: NOW - 3 * DAY })
  const confirmed = aRelance({ deliverAt: 0, confirmedAt: NOW - 3 * DAY })
  expect(course({ relances: [confirmed] }).anchor).toMatchObject({ kind: 'confirmation', at: NOW - 3 * DAY })
  expect(course({ relances: [aRelance({ ...before, enrolmentId: 'f' })] }).anchor).toBeNull()
  expect(course({ relances: [aRelance({ ...before, step: 2 })] }).anchor).toBeNull()
})

it('an hour that the clocks left out is told, at the instant it became', () => {
  const createdAt = at('03-26T01:30')
  const dueAt = at('03-29T01:30')
  expect(shifts({ lead: { createdAt }, rule: { frequency: always }, enrolment: { step: 1, dueAt } })).toEqual([
    ['clock_skipped', dueAt, dueAt],
  ])
})

describe('a date is put off', () => {
  const rule = { frequency: always }
  it('by the pause of its rule, to the date it has', () => {
    const asked = { lead: { createdAt: NOW - 4 * DAY }, rule, enrolment: { step: 1, dueAt: NOW, notBefore: NOW } }
    expect(shifts(asked)).toEqual([['resumed', NOW - DAY, NOW]])
    expect(course(asked).dueAt).toBe(NOW - DAY)
  })

  it('by our contact, which is told, from where it was planned', () => {
    const contacts = [
      aContact({ id: 'old', at: 1 }),
      aContact({ id: 'ours', at: 2 }),
      aContact({ id: 'theirs', direction: 'inbound', at: 3 }),
    ]
    const { dueAt, shifts: told } = course({ rule, contacts, enrolment: { dueAt: NOW, plannedAt: NOW - DAY } })
    expect(dueAt).toBe(NOW - DAY)
    expect(told).toEqual([{ kind: 'contacted', from: NOW - DAY, to: NOW, contact: contacts[1] }])
  })

  it('by what is known beforehand, then by the pause of the lead', () => {
    const asked = { rule, start: { kind: 'outranked' as const, to: NOW + HOUR }, lead: { pausedUntil: NOW + 2 * HOUR } }
    expect(shifts(asked)).toEqual([
      ['outranked', NOW, NOW + HOUR],
      ['paused', NOW + HOUR, NOW + 2 * HOUR],
    ])
    expect(shifts({ ...asked, lead: { pausedUntil: NOW + HOUR } })).toHaveLength(1)
    expect(shifts({ rule, start: { kind: 'awaited_scan', to: NOW } })).toEqual([])
  })

  it('by the gap, with the contact it is for, where it is a contact', () => {
    const contacts = [aContact({ id: 'ours', at: 1 }), aContact({ id: 'theirs', direction: 'inbound', at: NOW - HOUR })]
    const gap = { kind: 'minimum_gap', from: NOW, to: NOW + 19 * HOUR }
    expect(course({ rule, contacts, lead: { lastContactAt: NOW - HOUR } }).shifts).toEqual([
      { ...gap, contact: contacts[1] },
    ])
    expect(
      course({ rule, contacts, lead: { lastContactAt: NOW - 2 * HOUR, lastRelanceAt: NOW - HOUR } }).shifts,
    ).toEqual([gap])
    expect(shifts({ rule, lead: { lastContactAt: NOW - 20 * HOUR } })).toEqual([])
  })

  it('by no gap that is over before the window opens', () => {
    const evening = at('03-10T20:00')
    const lead = { lastContactAt: evening - 19 * HOUR }
    expect(shifts({ enrolment: { dueAt: evening }, lead })).toEqual([['outside_hours', evening, at('03-11T08:00')]])
  })

  it('by a cap, after the gap', () => {
    const recent = [{ id: 'x', at: NOW - HOUR, isFailed: false, countsUntil: null }]
    const plan = { relanceCaps: [{ count: 1, days: 2 }] }
    expect(shifts({ rule, plan, lead: { recent } })).toEqual([
      ['minimum_gap', NOW, NOW + 19 * HOUR],
      ['cap_reached', NOW + 19 * HOUR, NOW + 47 * HOUR],
    ])
  })

  it('by the window, day by day', () => {
    const thursday = at('04-30T17:00')
    expect(course({ enrolment: { dueAt: thursday } })).toMatchObject({
      deliverAt: at('05-04T07:00'),
      shifts: [
        { kind: 'outside_hours', from: thursday, to: at('04-30T22:00') },
        { kind: 'holiday', from: at('04-30T22:00'), to: at('05-01T22:00') },
        { kind: 'day_not_allowed', from: at('05-01T22:00'), to: at('05-03T22:00') },
        { kind: 'outside_hours', from: at('05-03T22:00'), to: at('05-04T07:00') },
      ],
    })
  })

  it('for ever, where no window opens', () => {
    const never = aFrequency({ window: { days: [], from: '09:00', to: '18:00' } })
    expect(course({ rule: { frequency: never } })).toMatchObject({ deliverAt: null, shifts: [] })
  })
})

it('each kind of shift is named once', () => {
  expect(new Set(SHIFTS).size).toBe(SHIFTS.length)
})
