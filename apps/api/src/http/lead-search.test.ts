import { readSearch } from './lead-search.ts'

const patternsOf = (text: string) => readSearch(text).map(({ patterns }) => patterns)

it.each([
  ['06 39 98 00 14', [['0639980014']]],
  ['06.39.98.00.14', [['0639980014']]],
  ['06-39-98-00-14', [['0639980014']]],
  ['06\u00a039\u202f98\u00a000\u00a014', [['0639980014']]],
  ['+33 6 39 98 00 14', [['^33639980014']]],
  ['\u202a+33\u00a06\u00a039\u00a098\u00a000\u00a014\u202c', [['^33639980014']]],
  ['+33 (0)6 39 98 00 14', [['^33639980014']]],
  ['0033639980014', [['0033639980014', '^33639980014']]],
  ['(06) 39 98 00 14', [['0639980014']]],
  ['tel:+33639980014', [['^33639980014']]],
  ['0014', [['0014']]],
  ['+33', [['^33']]],
  ['Zoé dupont', [['Zoé'], ['dupont']]],
  ['du', [['^du']]],
  ['dupont 06 39', [['dupont'], ['0639']]],
  ['Agence 12', [['Agence'], ['^12']]],
  ['-- %', []],
  ['', []],
])('reads %j as %j', (text, patterns) => expect(patternsOf(text)).toEqual(patterns))

it('looks for at most eight terms', () => expect(readSearch('a b c d e f g h i j')).toHaveLength(8))
