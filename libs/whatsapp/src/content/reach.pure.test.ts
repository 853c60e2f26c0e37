import { reaches } from './reach.pure.ts'

it.each([
  ['+12015550123', 'marketing', false],
  ['+12015550123', 'utility', true],
  ['+14165550123', 'marketing', true],
  ['+33639980001', 'marketing', true],
  ['US.150abc', 'marketing', false],
  ['US.ENT.150', 'marketing', false],
  ['US.150abc', 'service', true],
  ['FR.US', 'marketing', true],
  ['+999', 'marketing', true],
] as const)('to %s a %s message is delivered: %s', (to, category, expected) => {
  expect(reaches(to, category)).toBe(expected)
})
