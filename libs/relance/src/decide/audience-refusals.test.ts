/** What an audience may not hold is refused at the place where it stands. */
import { type Audience, readAudience } from './audience.ts'

const status = { field: 'status', operator: '=', value: 'new' }
const all = (...rules: unknown[]): unknown => ({ combinator: 'and', rules })

/** Codes with their places, or the word read. */
function asked(stored: unknown): string[] | 'read' {
  const read = readAudience(stored)
  return read.ok ? 'read' : read.issues.map(({ message, path }) => `${message} ${path.join('.')}`.trim())
}
const of = (field: string, operator: string, value?: unknown) =>
  asked(all({ field, operator, ...(value !== undefined && { value }) }))

const VALUE = ['audience_value_refused rules.0.value']
const OPERATOR = ['audience_operator_refused rules.0.operator']

it.each<[string, string, unknown, string[] | 'read']>([
  ['status', '=', 'new', 'read'],
  ['status', '=', '', 'read'],
  ['status', '=', 1, VALUE],
  ['status', '=', undefined, VALUE],
  ['status', '=', 'a'.repeat(500), 'read'],
  ['status', '=', 'a'.repeat(501), VALUE],
  ['status', '=', 'a\0b', VALUE],
  ['status', '<', 'new', OPERATOR],
  ['status', 'olderThan', { value: 1, unit: 'days' }, OPERATOR],
  ['status', 'is', 'new', OPERATOR],
  ['status', 'in', [], VALUE],
  ['status', 'in', ['new'], 'read'],
  ['status', 'in', [1], VALUE],
  ['status', 'in', 'new', VALUE],
  ['status', 'notIn', [], VALUE],
  ['status', 'notIn', Array(1_000).fill('a'), 'read'],
  ['status', 'notIn', Array(1_001).fill('a'), VALUE],
  ['status', 'contains', '', VALUE],
  ['status', 'beginsWith', '', VALUE],
  ['status', 'contains', 'n', 'read'],
  ['status', 'null', undefined, 'read'],
  ['status', 'null', null, 'read'],
  ['status', 'null', 'new', VALUE],
  ['status', 'notNull', 0, VALUE],
  ['tags', 'in', ['hot'], 'read'],
  ['tags', '>', 1, OPERATOR],
  ['relanceCount', '=', 1, 'read'],
  ['relanceCount', '=', '1', VALUE],
  ['relanceCount', 'between', [1, 2], 'read'],
  ['relanceCount', 'between', [1], VALUE],
  ['relanceCount', 'between', ['1', '2'], VALUE],
  ['relanceCount', 'contains', '1', OPERATOR],
  ['createdAt', '<', '2026-03-10T09:00:00+01:00', 'read'],
  ['createdAt', '<', '2026-03-10', VALUE],
  ['createdAt', '<', 1, VALUE],
  ['createdAt', 'between', ['2026-03-10T09:00:00Z', '2026-03-11T09:00:00Z'], 'read'],
  ['createdAt', '=', '2026-03-10T09:00:00Z', OPERATOR],
  ['createdAt', 'olderThan', { value: 0, unit: 'minutes' }, 'read'],
  ['createdAt', 'olderThan', { value: -1, unit: 'minutes' }, VALUE],
  ['createdAt', 'olderThan', { value: 1.5, unit: 'days' }, VALUE],
  ['createdAt', 'olderThan', { value: 1, unit: 'months' }, VALUE],
  ['createdAt', 'newerThan', { value: 3_650, unit: 'days' }, 'read'],
  ['createdAt', 'newerThan', { value: 3_651, unit: 'days' }, VALUE],
  ['createdAt', 'newerThan', { value: 1_000_000, unit: 'minutes' }, 'read'],
  ['createdAt', 'newerThan', { value: 1_000_001, unit: 'minutes' }, VALUE],
  ['createdAt', 'newerThan', '2 days', VALUE],
  ['custom.city', '=', 'Lyon', 'read'],
  ['custom.city', '=', 3, 'read'],
  ['custom.city', '=', false, 'read'],
  ['custom.city', '=', { name: 'Lyon' }, VALUE],
  ['custom.city', '<', 3, 'read'],
  ['custom.city', '<', '3', VALUE],
  ['custom.city', 'in', ['Lyon', 3], 'read'],
  ['custom.city', 'olderThan', { value: 1, unit: 'days' }, OPERATOR],
  ['custom.', '=', 'x', ['audience_field_unknown rules.0.field']],
  ['externalIds', '=', 'x', ['audience_field_unknown rules.0.field']],
  ['constructor', '=', 'x', ['audience_field_unknown rules.0.field']],
])('a condition %s %s %.40j', (field, operator, value, expected) => {
  expect(of(field, operator, value)).toEqual(expected)
})

it('a condition holds nothing that the engine does not know', () => {
  expect(asked(all({ ...status, caseSensitive: true }))).toHaveLength(1)
  expect(asked(all({ operator: '=', value: 'new' }))).toEqual([expect.stringContaining('rules.0.field')])
})

it.each<[string, unknown, string[]]>([
  ['another combinator', { combinator: 'xor', rules: [] }, ['audience_unreadable combinator']],
  ['no list of rules', { combinator: 'and' }, ['audience_unreadable rules']],
  ['a not that is neither true nor false', { combinator: 'and', not: 'yes', rules: [] }, ['audience_unreadable not']],
])('%s is not read', (_, stored, expected) => {
  expect(asked(stored)).toEqual(expected)
})

it.each([[null], [undefined], ['and'], [[]]])('%j is no audience', (stored) => {
  expect(asked(stored)).not.toBe('read')
})

it('a fault deep inside is told at its place', () => {
  expect(asked(all(status, all(status, { ...status, value: 1 })))).toEqual([
    'audience_value_refused rules.1.rules.1.value',
  ])
})

it('groups stand in each other six deep, and not seven', () => {
  const nested = (depth: number): unknown => (depth === 1 ? all(status) : all(nested(depth - 1)))
  expect(asked(nested(6))).toBe('read')
  expect(asked(nested(7))).toEqual(['audience_too_deep rules.0.rules.0.rules.0.rules.0.rules.0.rules.0'])
})

it('holds a hundred conditions in all its groups together, and not one more', () => {
  const many = (count: number): Audience['rules'] => Array(count).fill(status)
  expect(asked(all(...many(100)))).toBe('read')
  expect(asked(all(...many(101)))).toContain('audience_too_large rules')
  expect(asked(all(all(...many(60)), all(...many(40))))).toBe('read')
  expect(asked(all(all(...many(60)), all(...many(41))))).toEqual(['audience_too_large'])
})
