import fc from 'fast-check'
import type { Audience } from './audience.ts'
import { matches } from './audience.ts'
import { agingInstants, crossingsOf, explainAudience, matchesFrom } from './explain-audience.ts'
import { aLead, NOW } from './test/cases.ts'
import { DAY, HOUR } from '../ground/time.ts'

const days = (value: number) => ({ value, unit: 'days' })
const all = (...rules: Audience['rules']): Audience => ({ combinator: 'and', rules })

it('each condition is told with what it sees, and each group with what it answers', () => {
  const audience: Audience = {
    combinator: 'or',
    not: true,
    rules: [
      { field: 'status', operator: '=', value: 'new' },
      { combinator: 'and', rules: [{ field: 'email', operator: 'null' }] },
    ],
  }
  expect(explainAudience(audience, aLead(), NOW)).toEqual({
    combinator: 'or',
    not: true,
    holds: false,
    rules: [
      { field: 'status', operator: '=', value: 'new', seen: 'contacted', holds: false },
      {
        combinator: 'and',
        not: false,
        holds: true,
        rules: [{ field: 'email', operator: 'null', value: null, seen: null, holds: true }],
      },
    ],
  })
})

it('an age looks at the instant of its field, and that of the relances at each delivery and confirmation', () => {
  const lead = aLead({ lastContactAt: 5, createdAt: 3, lastRelanceAt: 99 })
  const relances = [{ deliverAt: 10, confirmedAt: 12 }, { deliverAt: 20, confirmedAt: null }, { deliverAt: 30 }]
  expect(agingInstants('lastContactAt', lead, relances)).toEqual([5])
  expect(agingInstants('createdAt', lead, relances)).toEqual([3])
  expect(agingInstants('lastRelanceAt', lead, relances)).toEqual([10, 12, 20, 30])
  expect(agingInstants('lastContactAt', aLead(), relances)).toEqual([])
  const audience = all(
    { field: 'lastContactAt', operator: 'olderThan', value: days(1) },
    { field: 'lastRelanceAt', operator: 'newerThan', value: days(2) },
  )
  expect(crossingsOf(audience, lead, relances.slice(0, 1))).toEqual([5 + DAY, 10 + 2 * DAY, 12 + 2 * DAY])
})

describe('when a lead is in the audience, if nothing but time passes', () => {
  const lead = aLead({ lastContactAt: NOW - DAY, lastRelanceAt: NOW - 2 * DAY })
  it.each<[string, Audience, number | null]>([
    ['now', all({ field: 'status', operator: '=', value: 'contacted' }), NOW],
    ['never, for no time makes it so', all({ field: 'status', operator: '=', value: 'new' }), null],
    [
      'once its contact is old enough',
      all({ field: 'lastContactAt', operator: 'olderThan', value: days(3) }),
      NOW + 2 * DAY,
    ],
    [
      'once its relance is old enough',
      all({ field: 'lastRelanceAt', operator: 'olderThan', value: days(3) }),
      NOW + DAY,
    ],
    ['never again', all({ field: 'lastContactAt', operator: 'newerThan', value: days(1) }), null],
    [
      'at the later of two ages',
      all(
        { field: 'lastRelanceAt', operator: 'olderThan', value: days(9) },
        { field: 'lastContactAt', operator: 'olderThan', value: days(2) },
      ),
      NOW + 7 * DAY,
    ],
    [
      'at the earlier of two ages where one is enough',
      {
        ...all(
          { field: 'lastRelanceAt', operator: 'olderThan', value: days(9) },
          { field: 'lastContactAt', operator: 'olderThan', value: days(2) },
        ),
        combinator: 'or',
      },
      NOW + DAY,
    ],
  ])('%s', (_, audience, expected) => {
    expect(matchesFrom(audience, lead, NOW)).toBe(expected)
  })

  it('a relance that there was not has no age', () => {
    expect(matchesFrom(all({ field: 'lastRelanceAt', operator: 'olderThan', value: days(1) }), aLead(), NOW)).toBeNull()
  })

  it('no hour before it is in the audience, and that instant is', () => {
    const condition = fc.record({
      field: fc.constantFrom('lastContactAt', 'createdAt', 'lastRelanceAt'),
      operator: fc.constantFrom('olderThan' as const, 'newerThan' as const),
      value: fc.record({ value: fc.integer({ min: 0, max: 96 }), unit: fc.constant('hours') }),
    })
    const audience = fc.record({
      combinator: fc.constantFrom('and' as const, 'or' as const),
      not: fc.boolean(),
      rules: fc.array(condition, { minLength: 1, maxLength: 3 }),
    })
    const ago = fc.option(fc.integer({ min: 0, max: 96 }).map((hours) => NOW - hours * HOUR))
    const leads = fc
      .record({ lastContactAt: ago, lastRelanceAt: ago, createdAt: ago.map((at) => at ?? NOW) })
      .map((one) => aLead(one))
    fc.assert(
      fc.property(audience, leads, (asked, one) => {
        const from = matchesFrom(asked, one, NOW)
        const end = from ?? NOW + 200 * HOUR
        if (from !== null) expect(matches(asked, one, from)).toBe(true)
        for (let at = NOW; at < end; at += HOUR) expect(matches(asked, one, at)).toBe(false)
      }),
    )
  })
})
