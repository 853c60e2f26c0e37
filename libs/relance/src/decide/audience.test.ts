import fc from 'fast-check'
import {
  type Audience,
  type Condition,
  conditionsOf,
  look,
  matches,
  readAudience,
  relativeConditions,
  turningAges,
} from './audience.ts'
import { aLead, NOW } from './test/cases.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import { DAY, HOUR, MINUTE } from '../ground/time.ts'

const all = (...rules: Audience['rules']): Audience => ({ combinator: 'and', rules })
const any = (...rules: Audience['rules']): Audience => ({ combinator: 'or', rules })
const when = (field: string, operator: Condition['operator'], value?: unknown): Condition => ({
  field,
  operator,
  ...(value !== undefined && { value }),
})
const ISO = '2026-03-10T09:00:00Z'

describe('which leads are in an audience', () => {
  const zoe = aLead({
    company: 'Café ÉLAN',
    tags: ['Hot', 'fair'],
    relanceCount: 2,
    lastContactAt: NOW,
    custom: { city: 'Lyon', seats: 12, isKey: true, list: ['a'], empty: '' } as unknown as LeadFacts['custom'],
  })

  it.each<[Condition, boolean]>([
    [when('status', '=', 'contacted'), true],
    [when('status', '=', 'Contacted'), false],
    [when('status', '!=', 'contacted'), false],
    [when('status', 'in', ['new', 'contacted']), true],
    [when('status', 'in', ['new']), false],
    [when('status', 'notIn', ['new', 'contacted']), false],
    [when('status', 'notIn', ['new']), true],
    [when('company', 'contains', 'caf'), true],
    [when('company', 'contains', 'lan'), true],
    [when('company', 'beginsWith', 'CAF'), true],
    [when('company', 'beginsWith', 'lan'), false],
    // Only letters of ASCII are folded: É is not é.
    [when('company', 'contains', 'élan'), false],
    [when('company', 'contains', 'Élan'), true],
    [when('tags', '=', 'Hot'), true],
    [when('tags', '=', 'cold'), false],
    [when('tags', '!=', 'fair'), false],
    [when('tags', 'contains', 'HO'), true],
    [when('tags', 'beginsWith', 'air'), false],
    [when('relanceCount', '=', 2), true],
    [when('relanceCount', '<', 2), false],
    [when('relanceCount', '<', 3), true],
    [when('relanceCount', '<=', 2), true],
    [when('relanceCount', '<=', 1), false],
    [when('relanceCount', '>', 2), false],
    [when('relanceCount', '>', 1), true],
    [when('relanceCount', '>=', 2), true],
    [when('relanceCount', '>=', 3), false],
    [when('relanceCount', 'between', [2, 3]), true],
    [when('relanceCount', 'between', [1, 2]), true],
    [when('relanceCount', 'between', [3, 4]), false],
    [when('relanceCount', 'between', [0, 1]), false],
    [when('lastContactAt', '>=', ISO), true],
    [when('lastContactAt', '>', ISO), false],
    [when('lastContactAt', '<', '2026-03-10T10:00:00.001+01:00'), true],
    [when('lastContactAt', 'between', ['2026-03-10T00:00:00Z', ISO]), true],
    [when('custom.city', '=', 'Lyon'), true],
    [when('custom.seats', '=', 12), true],
    [when('custom.seats', '=', '12'), true],
    [when('custom.seats', '>', 11), true],
    [when('custom.seats', 'contains', '2'), true],
    [when('custom.isKey', '=', true), true],
    // A text is in no order.
    [when('custom.city', '>', 1), false],
  ])('%j: %s', (condition, isIn) => {
    expect(matches(all(condition), zoe, NOW)).toBe(isIn)
  })

  it.each([
    ['null', null],
    ['an empty text', ''],
    ['a list', ['Lyon']],
    ['an object', { city: 'Lyon' }],
  ])('%s in a field of the company’s own is no value: it is only null, != and notIn', (_, value) => {
    const lead = aLead({ custom: { city: value } as unknown as LeadFacts['custom'] })
    const holds = (operator: Condition['operator'], wanted?: unknown): boolean =>
      matches(all(when('custom.city', operator, wanted)), lead, NOW)
    const asked = { '=': 'Lyon', contains: 'L', beginsWith: 'L', in: ['Lyon'], '<': 1, '>=': 0 }
    for (const [operator, wanted] of Object.entries(asked)) {
      expect([operator, holds(operator as Condition['operator'], wanted)]).toEqual([operator, false])
    }
    expect([holds('null'), holds('notNull'), holds('!=', 'Lyon'), holds('notIn', ['Lyon'])]).toEqual([
      true,
      false,
      true,
      true,
    ])
  })

  it('a name that every object has is no field of the lead', () => {
    expect(look(when('custom.constructor', 'notNull'), aLead(), NOW)).toEqual({ seen: null, holds: false })
    expect(look(when('custom.toString', 'null'), aLead(), NOW)).toEqual({ seen: null, holds: true })
  })

  it('a list without tags is no value, one with tags is seen as it is', () => {
    expect(look(when('tags', 'null'), aLead(), NOW)).toEqual({ seen: null, holds: true })
    expect(look(when('tags', 'notNull'), zoe, NOW)).toEqual({ seen: ['Hot', 'fair'], holds: true })
  })
})

describe('an age', () => {
  const twoHours = { value: 2, unit: 'hours' }

  it('is reached at its very instant, and is the newer side’s until then', () => {
    const contactedAt = (at: number) => aLead({ lastContactAt: at })
    const older = all(when('lastContactAt', 'olderThan', twoHours))
    const newer = all(when('lastContactAt', 'newerThan', twoHours))
    const seen = [NOW - 2 * HOUR - 1, NOW - 2 * HOUR, NOW - 2 * HOUR + 1].map((at) => [
      matches(older, contactedAt(at), NOW),
      matches(newer, contactedAt(at), NOW),
    ])
    expect(seen).toEqual([
      [true, false],
      [true, false],
      [false, true],
    ])
  })

  it('of an instant that there is not is neither older nor newer', () => {
    expect(matches(any(when('lastContactAt', 'olderThan', twoHours)), aLead(), NOW)).toBe(false)
    expect(matches(any(when('lastContactAt', 'newerThan', twoHours)), aLead(), NOW)).toBe(false)
  })

  it.each([
    ['minutes', MINUTE],
    ['hours', HOUR],
    ['days', DAY],
    ['weeks', 7 * DAY],
  ] as const)('in %s is so many milliseconds', (unit, milliseconds) => {
    const audience = all(when('createdAt', 'olderThan', { value: 3, unit }))
    expect(relativeConditions(audience)).toEqual([{ field: 'createdAt', milliseconds: 3 * milliseconds }])
  })

  it('is followed in whatever group it stands, and nothing else is', () => {
    const audience = all(
      when('status', '=', 'new'),
      when('lastContactAt', 'notNull'),
      when('submittedAt', 'olderThan', twoHours),
      any(when('lastRelanceAt', 'newerThan', twoHours), all(when('createdAt', 'olderThan', twoHours))),
    )
    const found = relativeConditions(audience)
    expect(found.map(({ field }) => field)).toEqual(['lastRelanceAt', 'createdAt'])
    expect(found.map(turningAges)).toEqual([[2 * HOUR, 0], [2 * HOUR]])
    expect(relativeConditions(audience)).toBe(found)
  })
})

const leaf = fc.constantFrom(
  when('status', '=', 'contacted'),
  when('status', '=', 'new'),
  when('email', 'null'),
  when('relanceCount', '>', 1),
)
const { audience: anAudience } = fc.letrec<{ audience: Audience; node: Condition | Audience }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, leaf, tie('audience')),
  audience: fc.record({
    combinator: fc.constantFrom('and', 'or'),
    not: fc.option(fc.boolean(), { nil: undefined }),
    rules: fc.array(tie('node'), { maxLength: 3 }),
  }),
}))

describe('a group', () => {
  const yes = when('status', '=', 'contacted')
  const no = when('status', '=', 'new')
  it.each<[string, Audience, boolean]>([
    ['without conditions is everybody', all(), true],
    ['without conditions is everybody, whichever way they are joined', any(), true],
    ['asks for all of its conditions', all(yes, no), false],
    ['asks for one of its conditions', any(no, yes), true],
    ['asks for one of its conditions at least', any(no, no), false],
    ['may be turned around', { ...all(yes), not: true }, false],
    ['of everybody turned around is nobody', { ...all(), not: true }, false],
    ['stands in another', all(any(no, yes), { ...any(no), not: true }), true],
  ])('%s', (_, audience, isIn) => {
    expect(matches(audience, aLead(), NOW)).toBe(isIn)
  })

  it('turned around takes exactly the leads it left', () => {
    fc.assert(
      fc.property(anAudience, fc.constantFrom('new', 'contacted', 'won'), (audience, status) => {
        const lead = aLead({ status })
        expect(matches({ ...audience, not: audience.not !== true }, lead, NOW)).toBe(!matches(audience, lead, NOW))
      }),
    )
  })

  it('that can be read is read as it is, with all its conditions', () => {
    fc.assert(
      fc.property(anAudience, (audience) => {
        expect(readAudience(audience)).toEqual({ ok: true, audience })
        const written = JSON.stringify(audience).split('"field"').length - 1
        expect(conditionsOf(audience)).toHaveLength(written)
      }),
    )
  })
})
