import { statementOf } from './statement.pure.ts'

it('a trace shows a statement without the values that are written into it', () => {
  expect(
    statementOf("select 1\n  from leads -- d'ici\n where phone = '+33612345678' and name = 'L''Hôte' and id = $1"),
  ).toEqual({
    operation: 'SELECT',
    text: 'select 1 from leads where phone = ? and name = ? and id = $1',
  })
  expect(statementOf(`with a as (select '${'x'.repeat(2_000)}') select ${'y,'.repeat(900)}`).text).toHaveLength(1_001)
  expect(statementOf('').operation).toBe('QUERY')
})
