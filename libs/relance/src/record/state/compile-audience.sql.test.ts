import { createTestDatabase, type TestDatabase } from '@relance/testing'
import fc from 'fast-check'
import { type Audience, type Condition, matches, readAudience } from '../../decide/audience.ts'
import { OPERATORS_OF, type Operator } from '../../ground/lead-fields.ts'
import { LEAD_COLUMNS, type LeadRow, leadOf } from '../../ground/columns.ts'
import { compileAudience } from './compile-audience.sql.ts'

const NOW = Date.parse('2026-03-10T09:00:00Z')
let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

const word = fc.constantFrom('', 'a', 'A', 'é', 'É', 'Anna', "l'eau", '100%', '_', '\\', 'İ', '1', '2.5', 'true')
const iso = fc.integer({ min: -30, max: 3 }).map((days) => new Date(NOW + days * 86_400_000).toISOString())
const custom = fc.dictionary(
  fc.constantFrom('k', 'n', "q'"),
  fc.oneof(
    word,
    fc.integer({ min: -5, max: 5 }),
    fc.boolean(),
    fc.constant(null),
    fc.constant([1]),
    fc.constant({ a: 1 }),
  ),
)
const lead = fc.record({
  first_name: word,
  company: fc.option(word),
  status: fc.constantFrom('new', 'won'),
  tags: fc.array(word.filter(Boolean), { maxLength: 3 }),
  custom,
  last_contact_at: fc.option(iso),
  created_at: iso,
})

const one = (operator: Operator, kind: string): fc.Arbitrary<unknown> => {
  if (operator === 'null' || operator === 'notNull') return fc.constant(undefined)
  if (operator === 'olderThan' || operator === 'newerThan') {
    return fc.record({ value: fc.integer({ min: 0, max: 40 }), unit: fc.constantFrom('hours', 'days') })
  }
  const isOrder = ['<', '<=', '>', '>=', 'between'].includes(operator)
  const scalar: fc.Arbitrary<unknown> =
    kind === 'instant'
      ? iso
      : kind === 'number' || isOrder
        ? fc.integer({ min: -5, max: 5 })
        : kind === 'custom'
          ? fc.oneof(word, fc.integer({ min: -5, max: 5 }), fc.boolean())
          : word
  if (operator === 'contains' || operator === 'beginsWith') return word.filter((text) => text !== '')
  if (operator === 'between') return fc.tuple(scalar, scalar)
  return operator === 'in' || operator === 'notIn' ? fc.array(scalar, { minLength: 1, maxLength: 3 }) : scalar
}
const FIELDS = {
  firstName: 'text',
  company: 'text',
  status: 'text',
  tags: 'tags',
  relanceCount: 'number',
  lastContactAt: 'instant',
  createdAt: 'instant',
  lastRelanceAt: 'instant',
  'custom.k': 'custom',
  'custom.n': 'custom',
} as const
const condition: fc.Arbitrary<Condition> = fc
  .constantFrom(...(Object.keys(FIELDS) as (keyof typeof FIELDS)[]))
  .chain((field) =>
    fc
      .constantFrom(...OPERATORS_OF[FIELDS[field]])
      .chain((operator) =>
        one(operator, FIELDS[field]).map((value) => ({ field, operator, ...(value !== undefined && { value }) })),
      ),
  )
const audience: fc.Arbitrary<Audience> = fc.letrec<{ group: Audience }>((tie) => ({
  group: fc.record({
    combinator: fc.constantFrom('and', 'or'),
    not: fc.boolean(),
    rules: fc.array(fc.oneof({ depthSize: 'small', maxDepth: 3 }, condition, tie('group')), { maxLength: 4 }),
  }),
})).group

it('selects exactly the leads the evaluator accepts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(lead, { minLength: 1, maxLength: 12 }),
      fc.array(audience, { minLength: 1, maxLength: 8 }),
      async (leads, audiences) => {
        // Of so few rows much faster than to truncate every table that hangs on them.
        await test.db.query('delete from lead_pacing; delete from lead_changes; delete from leads')
        await test.db.query(
          `insert into leads (first_name, company, status, tags, custom, last_contact_at, created_at, phone)
           select first_name, company, status, tags, custom, last_contact_at, created_at, '+336399800' || (row_number() over () + 10)
             from json_populate_recordset(null::leads, $1::json)`,
          [JSON.stringify(leads)],
        )
        await test.db.query(
          `delete from lead_pacing;
           insert into lead_pacing select id, created_at + interval '1 day', length(first_name) from leads where length(first_name) > 1`,
        )
        const from = 'from leads l left join lead_pacing p on p.lead_id = l.id left join users u on u.id = l.closer_id'
        const facts = (await test.db.query<LeadRow>(`select ${LEAD_COLUMNS} ${from}`)).map(leadOf)
        for (const wanted of audiences) {
          const read = readAudience(wanted)
          if (!read.ok) throw new Error(`${JSON.stringify(wanted)} ${JSON.stringify(read.issues)}`)
          const { sql, parameters } = compileAudience(read.audience, { now: NOW, firstParameter: 1 })
          const rows = await test.db.query<{ id: string; isIn: boolean | null }>(
            `select l.id, ${sql} as "isIn" ${from}`,
            parameters,
          )
          const selected = new Map(rows.map((row) => [row.id, row.isIn]))
          for (const fact of facts) {
            const seen = { audience: JSON.stringify(wanted), lead: JSON.stringify(fact) }
            expect({ ...seen, isIn: selected.get(fact.id) }).toEqual({
              ...seen,
              isIn: matches(read.audience, fact, NOW),
            })
          }
        }
      },
    ),
    { numRuns: 80 },
  )
})

it.each([
  [{ combinator: 'xor', rules: [] }, 'audience_unreadable', 'combinator'],
  [
    { combinator: 'and', rules: [{ field: 'constructor', operator: '=', value: 1 }] },
    'audience_field_unknown',
    'rules.0.field',
  ],
  [
    { combinator: 'and', rules: [{ field: 'status', operator: '<', value: 1 }] },
    'audience_operator_refused',
    'rules.0.operator',
  ],
  [
    { combinator: 'and', rules: [{ field: 'createdAt', operator: '<', value: 'hier' }] },
    'audience_value_refused',
    'rules.0.value',
  ],
  [
    { combinator: 'and', rules: Array.from({ length: 101 }, () => ({ field: 'status', operator: 'null' })) },
    'audience_too_large',
    'rules',
  ],
])('refuses %j', (wanted, message, path) => {
  const read = readAudience(wanted)
  expect(read.ok ? [] : read.issues.map((issue) => [issue.message, issue.path.join('.')])).toContainEqual([
    message,
    path,
  ])
})

it('refuses groups nested too deep', () => {
  let deep: Audience = { combinator: 'and', rules: [] }
  for (let level = 0; level < 7; level++) deep = { combinator: 'and', rules: [deep] }
  const read = readAudience(deep)
  expect(read.ok ? [] : read.issues.map((issue) => issue.message)).toEqual(['audience_too_deep'])
})
