import { openWorkbook } from './open-workbook.ts'
import { aWorkbook, aZip, type CellValue } from './test/a-workbook.ts'

const ROWS: CellValue[][] = [
  ['Liste du salon'],
  [],
  ['Prénom', 'Téléphone', { shared: 'Dernier contact' }, 'Société'],
  [{ shared: 'Zoé & Léo' }, 639980011, { date: 46083.5 }, 'Cèdre <1>'],
  [],
  ['Ana', { raw: '3.3639980012E10' }, { date: 46083 }, ''],
  ['Max', '06 39 98 00 13', '', '', 'de trop'],
]

async function read(bytes: Uint8Array, sheet?: string, answers: Record<string, 'lines' | 'cell'> = {}) {
  const open = async function* () {
    yield bytes
  }
  const opened = await openWorkbook({ path: null, open, sheet })
  if (!opened.ok) return opened
  const lines = []
  for await (const line of opened.table.records({
    swallowedLines: new Map(Object.entries(answers)),
    leavesExtra: false,
  }))
    lines.push(line)
  return { ...opened, lines }
}

it('reads the first sheet: texts, whole numbers, days, and its own row numbers', async () => {
  expect(await read(aWorkbook({ Leads: ROWS, Autres: [] }))).toMatchObject({
    table: {
      format: 'xlsx',
      sheets: ['Leads', 'Autres'],
      header: ['Prénom', 'Téléphone', 'Dernier contact', 'Société'],
      count: { file: 7, head: 3, blank: 1, joined: 0, hidden: 0 },
    },
    lines: [
      { line: 4, cells: ['Zoé & Léo', '639980011', '2026-03-02 12:00:00', 'Cèdre <1>'] },
      { line: 6, cells: ['Ana', '33639980012', '2026-03-02'] },
      { line: 7, refusal: { code: 'columns_too_many', detail: '4' } },
    ],
  })
})

it('reads the sheet that is asked for, and names the sheets there are when it is not there', async () => {
  const book = aWorkbook({ Vide: [], Leads: [['Téléphone'], ['0639980011']] })
  expect(await read(book, 'Leads')).toMatchObject({ lines: [{ line: 2, cells: ['0639980011'] }] })
  expect(await read(book, 'Rien')).toEqual({ ok: false, refusal: { code: 'sheet_unknown', detail: 'Vide, Leads' } })
  expect(await read(book)).toEqual({ ok: false, refusal: { code: 'file_empty' } })
})

it('refuses what is no workbook, and one that unpacks to more than it may', async () => {
  expect(await read(aZip({ 'a.txt': 'x' }))).toMatchObject({ ok: false, refusal: { code: 'workbook_unreadable' } })
  expect(await read(Buffer.from('PK\x03\x04 broken'))).toMatchObject({
    ok: false,
    refusal: { code: 'workbook_unreadable' },
  })
  const bomb = aZip({
    'xl/workbook.xml': Buffer.alloc(30_000_000, ' '),
    'xl/_rels/workbook.xml.rels': '<Relationships/>',
  })
  expect(bomb.length).toBeLessThan(100_000)
  expect(await read(bomb)).toEqual({ ok: false, refusal: { code: 'workbook_too_large' } })
})

/** What Excel makes of a CSV with two stray quotes. */
const SWALLOWED: CellValue[][] = [
  ['Prénom', 'Téléphone', 'Société'],
  ['Zoé', '06 39 98 00 11', 'Le Fournil\nLéo;06 39 98 00 12;Atelier\nAna;06 39 98 00 13;Les Halles'],
  ['Eva', '06 39 98 00 15', 'Noria\n12, rue des Lilas\nrappeler lundi ; merci'],
]

it('a cell that holds whole lines is asked about in a workbook as well, and never taken unasked', async () => {
  const book = aWorkbook({ Leads: SWALLOWED })
  expect(await read(book)).toMatchObject({
    lines: [
      {
        line: 2,
        refusal: { code: 'swallowed_lines', detail: '2-2' },
        swallowed: { from: 2, to: 2, records: 3, column: 2, cell: expect.stringContaining('Léo;06') },
      },
      { line: 3, cells: ['Eva', '06 39 98 00 15', expect.stringContaining('rue des Lilas')] },
    ],
  })
  const asLines = await read(book, undefined, { '2-2': 'lines' })
  expect(asLines).toMatchObject({
    lines: [
      { line: 2, cells: ['Zoé', '06 39 98 00 11', 'Le Fournil'] },
      { line: 2, cells: ['Léo', '06 39 98 00 12', 'Atelier'] },
      { line: 2, cells: ['Ana', '06 39 98 00 13', 'Les Halles'] },
      { line: 3 },
    ],
    table: { count: { file: 5, head: 1, blank: 0, joined: 0, hidden: 0 } },
  })
  expect(await read(book, undefined, { '2-2': 'cell' })).toMatchObject({ lines: [{ line: 2 }, { line: 3 }] })
})

it('a sheet that nobody sees is not taken for the first, and can still be chosen by its name', async () => {
  const bytes = aWorkbook({ Listes: [['Statuts'], ['nouveau']], Leads: ROWS }, { hidden: { sheets: ['Listes'] } })
  expect(await read(bytes)).toMatchObject({
    table: { sheets: ['Leads'], header: ['Prénom', 'Téléphone', 'Dernier contact', 'Société'] },
  })
  expect(await read(bytes, 'Listes')).toMatchObject({ ok: true, table: { header: ['Statuts'] } })
  expect(await read(aWorkbook({ Leads: ROWS }, { hidden: { sheets: ['Leads'] } }))).toMatchObject({
    ok: true,
    table: { sheets: ['Leads'] },
  })
})
