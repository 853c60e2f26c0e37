import fc from 'fast-check'
import { openCsv } from './formats/open-csv.ts'
import { UNASKED } from './records.ts'

async function read(content: string, piece = 7) {
  const bytes = new TextEncoder().encode(content)
  const open = async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
  const opened = await openCsv({ path: null, open })
  if (!opened.ok) throw new Error(opened.refusal.code)
  const lines = []
  for await (const line of opened.table.records(UNASKED)) lines.push(line)
  return { ...opened.table, lines }
}

it('lines read and records add up, and no cell holds the phone of another line, wherever quotes stand', async () => {
  const word = fc.constantFrom(
    'Atelier',
    '"Le Fournil',
    'Les "Halles"',
    'x"',
    '"',
    '""',
    '"a"',
    '"a;b"',
    '',
    'a""b',
    '"""',
  )
  const end = fc.constantFrom('\n', '\r\n', '\r')
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { minLength: 1, maxLength: 12 }),
      end,
      fc.integer({ min: 1, max: 400 }),
      async (words, lineEnd, piece) => {
        const text = words.map((company, n) => `06 39 98 00 ${10 + n};${company};Lead ${n}`)
        const { count, lines } = await read(['Téléphone;Société;Nom', ...text, ''].join(lineEnd), piece)
        expect(count.file).toBe(words.length + 1)
        expect(count.head + count.blank + count.joined + lines.length).toBe(count.file)
        expect(count.joined).toBe(0)
        for (const line of lines) {
          if ('refusal' in line) continue
          expect(line.cells.slice(1).join(' ')).not.toMatch(/06 39 98/)
          expect(line.cells[0]).toBe(`06 39 98 00 ${8 + line.line}`)
        }
      },
    ),
    { numRuns: process.env.RELANCE_TESTS === 'full' ? 1_000 : 300 },
  )
})

it.each([
  ['a title, a date and a blank line above', 'Export du 02/03/2026\n\nPrénom;Téléphone\nZoé;0639980011\n', 3],
  ['titles with separators', 'Export;;\nPar;Ada;\nPrénom;Nom;Téléphone\nZoé;Martin;0639980011\n', 3],
  ['sep=', 'sep=|\nPrénom|Téléphone\nZoé|0639980011\n', 2],
  ['sep= with a tab', 'sep=\t\nPrénom\tTéléphone\nZoé\t0639980011\n', 2],
  ['a header of two lines', '"Prénom\n(usuel)";Téléphone\nZoé;0639980011\n', 2],
])('finds the header under %s', async (_, text, head) => {
  const { count, lines } = await read(text)
  expect(count.head).toBe(head)
  expect(lines).toMatchObject([{ line: head + 1, cells: expect.arrayContaining(['Zoé', '0639980011']) }])
})

it('commas in texts do not make a comma the separator', async () => {
  const { separator, header } = await read('Prénom;Note, remarque, avis;Téléphone\nZoé;a, b, c, d;0639980011\n')
  expect([separator, header]).toEqual([';', ['Prénom', 'Note, remarque, avis', 'Téléphone']])
})
