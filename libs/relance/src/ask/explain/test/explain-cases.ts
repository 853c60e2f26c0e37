/** Any lead, rules, places in their cadences and instant, for what must hold of an explanation whatever it explains. */
import { sampleLead } from '@relance/leads/fields'
import fc from 'fast-check'
import type { Audience, Condition } from '../../../decide/audience.ts'
import type { FrequencyConfig } from '../../../decide/cadence.ts'
import type { Plan, PlannedRule } from '../../../decide/plan.ts'
import type { Enrolment } from '../../../decide/enrolment.ts'
import { DEFAULT_REENTRY, type Reentry } from '../../../decide/episodes.ts'
import type { LeadFacts } from '../../../ground/lead-facts.ts'
import type { LeadState } from '../../../decide/lead-state.ts'
import type { Followed } from '../../../decide/settle-state.ts'
import { readTemplate } from '../../../decide/message/message.ts'
import { REASONS, type ReasonCode } from '../../../ground/reasons.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
const NOW = Date.parse('2026-03-24T09:00:00Z')

const templateOf = (body: string) => {
  const read = readTemplate(body)
  if (!read.ok) throw new Error('A template of this test cannot be read.')
  return { id: body, version: 1, template: read.template }
}
export const TEMPLATES = ['Bonjour {{ lead.firstName }}', '{{ lead.company }}'].map(templateOf)

const hours = (least: number, most: number) =>
  fc.integer({ min: least * 4, max: most * 4 }).map((quarters) => NOW + quarters * (HOUR / 4))
export const lead: fc.Arbitrary<LeadFacts> = fc
  .record({
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
    stopSuspectedAt: fc.option(fc.constant(0), { freq: 9 }),
    erasedAt: fc.constant(null),
    createdAt: hours(-400, -240),
    submittedAt: fc.option(hours(-300, 0)),
    reopenedAt: fc.option(hours(-120, 0), { freq: 1 }),
    resubmittedAt: fc.option(hours(-120, 0), { freq: 1 }),
    updatedAt: fc.constant(NOW),
  })
  .map((one) => ({ ...sampleLead('empty'), ...one }))

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
export const everyone: Audience = { combinator: 'and', rules: [] }

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
export const rule = (id: string): fc.Arbitrary<PlannedRule> =>
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
    reentry: fc.constantFrom<Reentry[]>(
      DEFAULT_REENTRY,
      { on: [], afterSilence: null },
      { on: ['submitted'], afterSilence: { value: 2, unit: 'days' } },
    ),
    templates: fc.constantFrom([TEMPLATES[0]], [TEMPLATES[1], TEMPLATES[0]]) as fc.Arbitrary<PlannedRule['templates']>,
  })

const CODES = Object.keys(REASONS) as ReasonCode[]
const reasonsOf = (effect: 'end' | 'wait_for_event' | 'wait') => CODES.filter((code) => REASONS[code].effect === effect)
const place = (ruleId: string): fc.Arbitrary<Enrolment | null> =>
  fc.option(
    fc
      .record({
        step: fc.integer({ min: 1, max: 4 }),
        state: fc.constantFrom('active', 'active', 'active', 'waiting', 'ended'),
        dueAt: hours(-100, 60),
        heldFor: fc.constantFrom(0, 0, 5, 30),
        code: fc.nat(),
        episode: fc.constantFrom(1, 1, 2),
        begunAt: hours(-200, -100),
        stoppedAt: hours(-100, 0),
        returnSeenAt: fc.option(hours(-120, 0)),
      })
      .map(({ step, state, dueAt, heldFor, code, episode, begunAt, stoppedAt, returnSeenAt }): Enrolment => {
        const among = reasonsOf(state === 'active' ? 'wait' : state === 'waiting' ? 'wait_for_event' : 'end')
        const reason = state === 'active' && heldFor === 0 ? null : (among[code % among.length] as ReasonCode)
        const nextDueAt = state === 'active' ? dueAt + heldFor * HOUR : null
        return {
          id: `e ${ruleId}`,
          leadId: 'l',
          ruleId,
          episode,
          begunBy: episode === 1 ? 'matched' : 'reopened',
          begunAt: episode === 1 ? null : begunAt,
          stoppedAt: state === 'active' ? null : stoppedAt,
          returnSeenAt,
          notBefore: null,
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

export const cases = fc
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
    const state: LeadState = {
      lead: facts,
      enrolments: places.filter((enrolment) => enrolment !== null),
      relances:
        facts.lastRelanceAt === null
          ? []
          : [{ id: 'r a', enrolmentId: 'e a', step: 1, deliverAt: facts.lastRelanceAt, confirmedAt: null }],
      hasOpenRelance: false,
      isChanged,
    }
    const plan: Plan = {
      companyName: 'Atelier',
      timeZone: 'Europe/Paris',
      minimumGapMs: 20 * HOUR,
      mayOpenOutsideWindow: true,
      closerDailyLimit: null,
      countryHolidays: null,
      statuses: new Set(['new', 'contacted', 'won']),
      openStatuses: new Set(['new', 'contacted']),
      isStopped,
      holidays: new Set(['2026-03-27', '2026-04-06']),
      rules: new Map(rules.map((planned) => [planned.id, planned])),
    }
    const known = rules.flatMap(({ id }, index) => (one.following[index] ? [[id, one.following[index]] as const] : []))
    return { state, plan, followed: new Map(known) as Followed, now }
  })
