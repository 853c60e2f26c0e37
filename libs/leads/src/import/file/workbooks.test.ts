/** What a workbook holds besides the texts of its cells: days from 1904, hidden rows and columns, merged cells, formulas that fail. */
import { createTestDatabase, emptyTables, type TestDatabase } from '@relance/testing'
import { aWorkbook, type CellValue } from '../../files/formats/test/a-workbook.ts'
import { describeFile } from './describe-file.ts'
import { importFile, type ImportFileOptions } from './import-file.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())
beforeEach(() => emptyTables(test.db, ['leads', 'lead_changes', 'imports', 'import_rows', 'import_answers']))

const NOW = Date.parse('2026-03-12T09:00:00Z')
type Hidden = NonNullable<Parameters<typeof aWorkbook>[1]>
const fileOf = (rows: readonly (readonly CellValue[])[], workbook: Hidden = {}) => ({
  path: null,
  open: async function* () {
    yield aWorkbook({ Leads: rows }, workbook)
  },
})
async function importRows(
  rows: readonly (readonly CellValue[])[],
  workbook: Hidden = {},
  options: Partial<ImportFileOptions> = {},
) {
  const outcome = await importFile(test.db, fileOf(rows, workbook), {
    fileName: 'leads.xlsx',
    now: NOW,
    instantOf: (local) => local,
    ...options,
  })
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.report
}
const days = () =>
  test.db.query<{ day: string }>(
    `select to_char(last_contact_at at time zone 'UTC', 'YYYY-MM-DD') as day from leads order by phone`,
  )

it('days are counted from the year of the workbook, whether its cells are formatted as dates or not', async () => {
  const serials = (first: number) => [
    ['Téléphone', 'Dernier contact'],
    ['0639980011', { date: first }],
    ['0639980012', first],
    ['0639980013', { raw: `${first}.5` }],
  ]
  for (const [isFrom1904, first] of [
    [false, 46_083],
    [true, 44_621],
  ] as const) {
    const report = await importRows(serials(first), { isFrom1904 })
    expect(report).toMatchObject({
      created: 3,
      warnings: [],
      workbook: { sheet: 'Leads', dateSystem: isFrom1904 ? 1904 : 1900 },
    })
    expect(await days()).toEqual([{ day: '2026-03-02' }, { day: '2026-03-02' }, { day: '2026-03-02' }])
    await emptyTables(test.db, ['leads'])
  }
})

const FILTERED: CellValue[][] = [
  ['Prénom', 'Téléphone', 'Dernier contact'],
  ['Zoé', '0639980011', '03/02/2026'],
  ['Léo', '0639980012', '02/25/2026'],
  ['Ana', '0639980013', '03/02/2026'],
  ['Max', '0639980014', '03/02/2026'],
]

it('rows that nobody sees are asked about, and imported or left out as the answer says', async () => {
  const asked = await importRows(FILTERED, { hidden: { rows: [3, 5] } })
  expect(asked).toMatchObject({
    created: 2,
    refused: 2,
    fileLines: { file: 5, head: 1, hidden: 0 },
    questions: [
      {
        kind: 'hiddenRows',
        value: 'Leads',
        count: 2,
        firstLine: 3,
        proposed: 'leaveOut',
        choices: ['leaveOut', 'import'],
        sample: ['Léo · 0639980012 · 02/25/2026', 'Max · 0639980014 · 03/02/2026'],
      },
    ],
    refusals: [
      { line: 3, name: 'Léo', code: 'hidden_row' },
      { line: 5, name: 'Max', code: 'hidden_row' },
    ],
    // What nobody sees proves nothing.
    dateOrder: { order: 'dmy', by: 'country' },
  })
  await emptyTables(test.db, ['leads'])
  const left = await importRows(FILTERED, { hidden: { rows: [3, 5] } }, { answers: { hiddenRows: 'leaveOut' } })
  expect(left).toMatchObject({ lines: 2, created: 2, refused: 0, questions: [], fileLines: { file: 5, hidden: 2 } })
  await emptyTables(test.db, ['leads'])
  const taken = await importRows(FILTERED, { hidden: { rows: [3, 5] } }, { answers: { hiddenRows: 'import' } })
  expect(taken).toMatchObject({ created: 4, refused: 0, questions: [], dateOrder: { order: 'mdy', by: 'file' } })
})

it('columns that nobody sees are named, as long as they are imported', async () => {
  const rows = [
    ['Téléphone', 'Notes internes', 'Ville'],
    ['0639980011', 'ne paie pas', 'Lyon'],
  ]
  const hidden = { hidden: { columns: [2] } }
  expect(await importRows(rows, hidden, { dryRun: true })).toMatchObject({
    workbook: { hiddenColumns: ['Notes internes'] },
  })
  const answers = { leaveOut: ['custom.Notes_internes'] }
  expect(await importRows(rows, hidden, { dryRun: true, answers })).toMatchObject({ workbook: { hiddenColumns: [] } })
  expect(await describeFile(test.db, fileOf(rows, hidden), { now: NOW })).toMatchObject({
    description: { columns: [{ isHidden: false }, { isHidden: true }, { isHidden: false }] },
  })
})

it('lines that go without the value of a merged cell are pointed out', async () => {
  const rows = [
    ['Liste'],
    ['Téléphone', 'Société', 'Ville'],
    ['0639980011', 'Cèdre', 'Lyon'],
    ['0639980012', '', 'Lyon'],
  ]
  const { warnings } = await importRows(rows, { merged: ['A1:C1', 'B3:B4', 'C3:D3'] })
  expect(warnings).toEqual([{ line: 3, field: 'company', code: 'cell_merged', detail: '3-4' }])
})

it('a formula brings what it last gave; its error, and one that nobody has calculated, never become a value', async () => {
  const report = await importRows([
    ['Prénom', 'Téléphone', 'Société', 'Ville'],
    [{ formula: 'A9', value: 'Zoé' }, '0639980011', { error: '#N/A' }, { formula: 'B9', value: null }],
    ['#VALEUR!', '0639980012', 'null', '#vip'],
  ])
  expect(report).toMatchObject({
    created: 2,
    warnings: [
      { line: 2, field: 'custom.Ville', code: 'cell_error', value: '#CALC!' },
      { line: 2, field: 'company', code: 'cell_error', value: '#N/A' },
      { line: 3, field: 'firstName', code: 'cell_error', value: '#VALEUR!' },
      { line: 3, field: 'company', code: 'cell_error', value: 'null' },
    ],
  })
  expect(await test.db.query('select first_name, company, custom from leads order by phone')).toEqual([
    { first_name: 'Zoé', company: null, custom: {} },
    { first_name: '', company: null, custom: { Ville: '#vip' } },
  ])
})
