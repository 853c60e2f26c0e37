import { filledLine, line } from './text.ts'

it.each([
  ['Ada  Lovelace', 'Ada  Lovelace'],
  [' Ada \r\n\t Lovelace\n', 'Ada Lovelace'],
  ['\u2028\n', ''],
])('%j is kept on one line as %j', (typed, kept) => expect(line(20).parse(typed)).toBe(kept))

it('a text of many spaces is refused at once', () => {
  const before = performance.now()
  expect(filledLine(20).safeParse(`Ada${' '.repeat(100_000)}L`).success).toBe(false)
  expect(performance.now() - before).toBeLessThan(1_000)
})
