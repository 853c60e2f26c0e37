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

async function read(bytes: Uint8Array, sheet?: string) {
  const open = async function* () {
    yield bytes
  }
  const opened = await openWorkbook({ path: null, open, sheet })
  if (!opened.ok) return opened
  const lines = []
  for await (const line of opened.table.records(new Map())) lines.push(line)
  return { ...opened, lines }
}

it('reads the first sheet: texts, whole numbers, days, and its own row numbers', async () => {
  expect(await read(aWorkbook({ Leads: ROWS, Autres: [] }))).toMatchObject({
    table: {
      format: 'xlsx',
      sheets: ['Leads', 'Autres'],
      header: ['Prénom', 'Téléphone', 'Dernier contact', 'Société'],
      count: { file: 7, head: 3, blank: 1, joined: 0 },
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
