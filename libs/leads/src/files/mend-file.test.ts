import { mendHeader, mendLine } from './mend-file.ts'
import { readHeader } from '../import/row/header.ts'
import { splitCells } from './split-cells.ts'

const HEADINGS = [
  { line: 'Relance : ligne', reason: 'Relance : motif', remedy: 'Relance : à corriger' },
  { line: 'Relance: line', reason: 'Relance: reason', remedy: 'Relance: to be mended' },
]
const header = ['Téléphone', 'Note']
const notes = { reason: 'chiffres perdus : 6E+08', remedy: 'Reprenez le numéro.' }

it.each(HEADINGS)('what is added to the file to mend does not become fields of the lead', (headings) => {
  const [first = ''] = mendHeader(header, ';', headings).replace('\uFEFF', '').split('\r\n')
  const columns = readHeader(splitCells(first, ';').cells)
  expect(columns).toEqual([{ field: 'phone' }, { key: 'Note' }, null, null, null])
})

it('a cell comes back as it was, and none runs as a formula', () => {
  const cells = ['+33 6 39', '=cmd|calc;"x"']
  const line = mendLine(header, ';', { line: 7, cells, ...notes }).trimEnd()
  expect(splitCells(line, ';').cells).toEqual([
    '+33 6 39',
    `'=cmd|calc;"x"`,
    '7',
    'chiffres perdus : 6E+08',
    'Reprenez le numéro.',
  ])
})
