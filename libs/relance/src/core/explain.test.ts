import fc from 'fast-check'
import type { Audience, Condition } from './audience.ts'
import { matches } from './audience.ts'
import { firstRefusal } from './checks.ts'
import { deliverAt, type FrequencyConfig } from './cadence.ts'
import { shiftAt } from './calendar.ts'
import { calendarOf, decide } from './decide.ts'
import type { Plan, PlannedRule } from './dossier.ts'
import type { Enrolment } from './enrolment.ts'
import { explain } from './explain.ts'
import type { LeadFacts } from './lead-facts.ts'
import { type Followed, type LeadRecord, settleRecord } from './lead-record.ts'
import { readTemplate } from './message.ts'
import { REASONS, type ReasonCode } from './reasons.ts'
import { createSimulator, scansAlways } from './simulate.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.parse('2026-03-24T09:00:00Z')

const templateOf = (body: string) => {
  const read = readTemplate(body)
  if (!read.ok) throw new Error('A template of this test cannot be read.')
  return { id: body, version: 1, template: read.template }
}
const TEMPLATES = ['Bonjour {{ lead.firstName }}', '{{ lead.company }}'].map(templateOf)

const hours = (least: number, most: number) =>
  fc.integer({ min: least * 4, max: most * 4 }).map((quarters) => NOW + quarters * (HOUR / 4))
const lead: fc.Arbitrary<LeadFacts> = fc.record({
  id: fc.constantFrom('l1', 'l5', 'l9'),
  firstName: fc.constantFrom('Zoé', 'Ali'),
  lastName: fc.constant(''),
  phone: fc.option(fc.constant('+33639980012'), { freq: 20 }),
  email: fc.constant(null),
  company: fc.option(fc.constant('Atelier')),
  status: fc.constantFrom('new', 'contacted', 'contacted', 'won'),
  source: fc.constant(null),
  tags: fc.constant([]),
  closerId: fc.constant(null),
  closerName: fc.constant(null),
  timeZone: fc.constantFrom(null, null, 'America/New_York', 'Asia/Tokyo'),
  locale: fc.constant('fr'),
  custom: fc.constant({}),
  lastContactAt: fc.option(hours(-240, 0)),
  lastRelanceAt: fc.option(hours(-60, 30)),
  relanceCount: fc.nat(3),
  optedOutAt: fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(NOW) }),
  pausedUntil: fc.option(hours(-20, 40), { freq: 1 }),
  wrongNumberAt: fc.constant(null),
  erasedAt: fc.constant(null),
  createdAt: hours(-400, -240),
  updatedAt: fc.constant(NOW),
})

const age = fc.record({
  field: fc.constantFrom('lastContactAt', 'createdAt', 'lastRelanceAt'),
  operator: fc.constantFrom('olderThan', 'newerThan'),
  value: fc.record({ value: fc.integer({ min: 1, max: 14 }), unit: fc.constant('days') }),
}) as fc.Arbitrary<Condition>
const plain = fc.constantFrom<Condition[]>(
  { field: 'status', operator: '=', value: 'new' },
  { field: 'company', operator: 'notNull' },
  { field: 'relanceCount', operator: '<', value: 2 },
)
const audience: fc.Arbitrary<Audience> = fc.record({
  combinator: fc.constantFrom('and', 'or'),
  not: fc.boolean(),
  rules: fc.array(fc.oneof(age, plain), { maxLength: 3 }),
})
const everyone: Audience = { combinator: 'and', rules: [] }

const delay = fc.record({
  value: fc.integer({ min: 0, max: 4 }),
  unit: fc.constantFrom('hours', 'days', 'workingDays'),
})
const window = fc.constantFrom<FrequencyConfig['window'][]>(
  { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
  { days: [6, 7], from: '02:15', to: '02:45' },
  { days: [2], from: '08:00', to: '11:30' },
)
const rule = (id: string): fc.Arbitrary<PlannedRule> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(`Règle ${id}`),
    isActive: fc.constantFrom(true, true, true, false),
    priority: fc.integer({ min: 0, max: 2 }),
    version: fc.constant(3),
    channel: fc.constantFrom('closer', 'whatsapp'),
    audience: fc.oneof(fc.constant(everyone), audience),
    stopOn: fc.constantFrom<string[][]>([], ['no_longer_matches']),
    expiryDays: fc.constant(3),
    frequencyVersion: fc.constant(2),
    frequency: fc.record({
      steps: fc.array(delay, { minLength: 1, maxLength: 3 }).map((all) => all.map((after) => ({ after }))),
      window,
      skipHolidays: fc.boolean(),
      timeZone: fc.constant(null),
    }),
    templates: fc.constantFrom([TEMPLATES[0]], [TEMPLATES[1], TEMPLATES[0]]) as fc.Arbitrary<PlannedRule['templates']>,
  })

const CODES = Object.keys(REASONS) as ReasonCode[]
const reasonsOf = (effect: 'end' | 'park' | 'wait') => CODES.filter((code) => REASONS[code].effect === effect)
const place = (ruleId: string): fc.Arbitrary<Enrolment | null> =>
  fc.option(
    fc
      .record({
        step: fc.integer({ min: 1, max: 4 }),
        state: fc.constantFrom('active', 'active', 'active', 'parked', 'ended'),
        dueAt: hours(-100, 60),
        heldFor: fc.constantFrom(0, 0, 5, 30),
        code: fc.nat(),
      })
      .map(({ step, state, dueAt, heldFor, code }): Enrolment => {
        const among = reasonsOf(state === 'active' ? 'wait' : state === 'parked' ? 'park' : 'end')
        const reason = state === 'active' && heldFor === 0 ? null : (among[code % among.length] as ReasonCode)
        const nextDueAt = state === 'active' ? dueAt + heldFor * HOUR : null
        return {
          id: `e ${ruleId}`,
          leadId: 'l',
          ruleId,
          step,
          state: state as Enrolment['state'],
          reason,
          dueAt,
          nextDueAt,
        }
      }),
    { freq: 3 },
  )
const following = fc.option(
  fc.record({
    isScanned: fc.constantFrom(true, true, false),
    scannedTo: fc.constantFrom(null, 'l5'),
    matchedAt: fc.option(hours(-30, 0), { freq: 8 }),
  }),
  { freq: 8 },
)

const cases = fc
  .record({
    facts: lead,
    rules: fc.tuple(rule('a'), rule('b'), rule('c')),
    places: fc.tuple(place('a'), place('b'), place('c')),
    following: fc.tuple(following, following, following),
    isChanged: fc.boolean(),
    isStopped: fc.constantFrom(false, false, false, true),
    now: hours(0, 24 * 14),
  })
  .map(({ facts, rules, places, now, isChanged, isStopped, ...one }) => {
    const record: LeadRecord = {
      lead: facts,
      enrolments: places.filter((enrolment) => enrolment !== null),
      relances:
        facts.lastRelanceAt === null
          ? []
          : [{ enrolmentId: 'e a', step: 1, deliverAt: facts.lastRelanceAt, confirmedAt: null }],
      hasOpenRelance: false,
      isChanged,
    }
    const plan: Plan = {
      companyName: 'Atelier',
      timeZone: 'Europe/Paris',
      minimumGapMs: 20 * HOUR,
      statuses: new Set(['new', 'contacted', 'won']),
      openStatuses: new Set(['new', 'contacted']),
      isStopped,
      holidays: new Set(['2026-03-27', '2026-04-06']),
      rules: new Map(rules.map((planned) => [planned.id, planned])),
    }
    const known = rules.flatMap(({ id }, index) => (one.following[index] ? [[id, one.following[index]] as const] : []))
    return { record, plan, followed: new Map(known) as Followed, now }
  })

/** What a run decides, put together without the simulator: settle, take what is due, decide. */
function decisionsOfRun(record: LeadRecord, plan: Plan, followed: Followed, now: number) {
  const enrolments = settleRecord(record, plan, followed, now)
    .filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt <= now)
    .map(({ id, ruleId, step, dueAt }) => ({ id, tid: '', ruleId, step, dueAt }))
  const dossier = { lead: record.lead, enrolments, hasOpenRelance: record.hasOpenRelance }
  return plan.isStopped ? [] : decide(dossier, plan, now)
}

it('never disagrees with what a run decides, for any lead, rules and instant', () => {
  fc.assert(
    fc.property(cases, ({ record, plan, followed, now }) => {
      const explanation = explain(record, plan, followed, now)
      const decisions = decisionsOfRun(record, plan, followed, now)
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
    { numRuns: 3_000 },
  )
})

it('shows every check of the table: the first that fails is the reason, none fails for what is recorded', () => {
  fc.assert(
    fc.property(cases, ({ record, plan, followed, now }) => {
      for (const one of explain(record, plan, followed, now).rules) {
        const planned = plan.rules.get(one.ruleId) as PlannedRule
        expect(one.audience.holds).toBe(matches(planned.audience, record.lead, now))
        const failed = one.checks.filter((check) => !check.isPassed)
        if (one.verdict === 'record') expect(failed).toEqual([])
        const settled = settleRecord(record, plan, followed, now).find(({ ruleId }) => ruleId === one.ruleId)
        const at = deliverAt(planned.frequency, calendarOf(plan, planned, record.lead), now)
        const enrolment = { id: '', tid: '', ruleId: one.ruleId, step: settled?.step ?? 1, dueAt: 0 }
        const refusal = firstRefusal({ lead: record.lead, enrolment, rule: planned, plan, now, deliverAt: at })
        expect(failed[0]?.reason ?? null).toBe(refusal?.reason ?? null)
      }
    }),
  )
})

it('of a rule alone, no run would have delivered anything before the announced relance', () => {
  fc.assert(
    fc.property(cases, fc.array(fc.nat(60 * 24), { maxLength: 12 }), ({ record, plan, followed, now }, laters) => {
      const alone = { ...plan, rules: new Map([...plan.rules].slice(0, 1)) }
      const { next } = explain(record, alone, followed, now)
      for (const later of laters) {
        for (const decision of decisionsOfRun(record, alone, followed, now + later * HOUR)) {
          if (decision.kind === 'record') expect(decision.deliverAt).toBeGreaterThanOrEqual(next?.deliverAt ?? Infinity)
        }
      }
    }),
    { numRuns: 2_000 },
  )
})

it('a course leads without a break from what the cadence asks for to the delivery, and every shift is true', () => {
  fc.assert(
    fc.property(cases, ({ record, plan, followed, now }) => {
      for (const one of explain(record, plan, followed, now).rules) {
        if (!one.course) continue
        const planned = plan.rules.get(one.ruleId) as PlannedRule
        const { window: hoursOpen, skipHolidays } = planned.frequency
        let at = one.course.dueAt
        for (const { kind, from, to } of one.course.shifts) {
          expect(from).toBe(at)
          expect(to).toBeGreaterThanOrEqual(from)
          at = to
          if (kind === 'outside_hours' || kind === 'holiday' || kind === 'day_not_allowed') {
            expect(shiftAt(hoursOpen, skipHolidays, calendarOf(plan, planned, record.lead), from)).toBe(kind)
          }
        }
        if (one.course.deliverAt !== null) expect(at).toBe(one.course.deliverAt)
      }
    }),
    { numRuns: 1_000 },
  )
})

it('for a rule alone, the course of what waits ends where simulated runs deliver', () => {
  fc.assert(
    fc.property(cases, ({ record, plan, followed, now }) => {
      const planned = { ...(plan.rules.get('a') as PlannedRule), audience: everyone, templates: [TEMPLATES[0]!] }
      const alone = { ...plan, isStopped: false, rules: new Map([['a', planned]]) }
      const enrolments = record.enrolments.filter(({ ruleId }) => ruleId === 'a')
      const explanation = explain({ ...record, enrolments }, alone, followed, now)
      const [one] = explanation.rules
      if (
        !one ||
        one.verdict !== 'wait' ||
        one.checks.some(({ reason, isPassed }) => reason === 'last_step' && !isPassed)
      )
        return
      if (one.checks.slice(0, 5).some(({ isPassed }) => !isPassed)) return
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
    const record = { lead: facts, enrolments: [], relances: [], hasOpenRelance: false, isChanged: true }
    const { rules } = explain(record, { ...plan, isStopped: false, rules: new Map([['a', one]]) }, new Map(), at)
    return rules[0]?.course?.shifts[0]?.kind
  }
  expect(nightly('2026-03-28T01:30:00Z')).toBe('clock_skipped')
  expect(nightly('2026-10-24T00:30:00Z')).toBe('clock_repeated')
})

it('a simulation is the run, one scan after another', () => {
  fc.assert(
    fc.property(cases, ({ record, plan, followed, now }) => {
      const found = [...createSimulator(plan, scansAlways).relances(record, followed, now, now + 30 * DAY)]
      for (const [index, { recordedAt, decision }] of found.entries()) {
        expect(decision.deliverAt).toBeGreaterThanOrEqual(recordedAt)
        const before = found[index - 1]?.decision.deliverAt
        if (before !== undefined) expect(decision.deliverAt - before).toBeGreaterThanOrEqual(plan.minimumGapMs)
      }
      const steps = found.map(({ decision }) => `${decision.enrolment.ruleId} ${decision.enrolment.step}`)
      expect(new Set(steps).size).toBe(steps.length)
    }),
    { numRuns: 1_000 },
  )
})
