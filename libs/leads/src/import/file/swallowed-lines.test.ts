/** A stray quote never hides a line of the file, and never puts one person's data into another's. */
import { createTestDatabase, emptyTables, type TestDatabase } from '@relance/testing'
import { importFile } from './import-file.ts'
import type { GivenAnswers } from '../row/answers.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())
beforeEach(() => emptyTables(test.db, ['leads', 'lead_changes', 'imports', 'import_rows', 'import_answers']))

async function importText(content: string, answers: GivenAnswers = {}, dryRun = false) {
  const open = async function* () {
    yield new TextEncoder().encode(content)
  }
  const options = { fileName: 'a.csv', now: Date.parse('2026-03-02T09:00:00Z'), instantOf: (local: number) => local }
  const outcome = await importFile(test.db, { path: null, open }, { ...options, answers, dryRun })
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.report
}
const leads = () =>
  test.db.query<{ phone: string; company: string | null }>('select phone, company from leads order by phone')

const STRAY = `Prénom;Téléphone;Société
Zoé;06 39 98 00 11;"Le Fournil
Léo;06 39 98 00 12;Atelier
Ana;06 39 98 00 13;Cèdre
Max;06 39 98 00 14;Les "Halles"
Eva;06 39 98 00 15;Noria
`

it('two stray quotes ask which reading is meant, and import none of the lines between them', async () => {
  const report = await importText(STRAY)
  expect(report).toMatchObject({
    lines: 5,
    created: 1,
    refused: 4,
    fileLines: { file: 6, head: 1, blank: 0, joined: 0, hidden: 0 },
    questions: [
      {
        kind: 'swallowedLines',
        value: '2-5',
        firstLine: 2,
        lastLine: 5,
        column: 'Société',
        readings: { lines: { records: 4 }, cell: { records: 1 } },
      },
    ],
  })
  expect(report.refusals.map(({ line, name, code }) => [line, name, code])).toEqual([
    [2, 'Zoé', 'swallowed_lines'],
    [3, 'Léo', 'swallowed_lines'],
    [4, 'Ana', 'swallowed_lines'],
    [5, 'Max', 'swallowed_lines'],
  ])
  expect(await leads()).toEqual([{ phone: '+33639980015', company: 'Noria' }])
})

it('answered "lines", every line is a lead and none holds the words of another', async () => {
  const report = await importText(STRAY, { swallowedLines: { '2-5': 'lines' } })
  expect(report).toMatchObject({ lines: 5, created: 5, refused: 0, questions: [] })
  expect((await leads()).map(({ company }) => company)).toEqual([
    'Le Fournil',
    'Atelier',
    'Cèdre',
    'Les "Halles"',
    'Noria',
  ])
})

it('answered "cell", the lines are one record and are accounted for', async () => {
  const report = await importText(STRAY, { swallowedLines: { '2-5': 'cell' } })
  expect(report).toMatchObject({ lines: 2, created: 2, fileLines: { file: 6, head: 1, blank: 0, joined: 3 } })
})

it.each([
  [
    'a quote at the beginning of two lines',
    'Société;Téléphone\n"Le Fournil;0639980011\nAtelier;0639980012\n"Halles;0639980013\n',
  ],
  ['a quote that is never closed', 'Téléphone;Société\n0639980011;"Le Fournil\n0639980012;Atelier\n0639980013;Cèdre\n'],
  ['a quote closed by the next quoted cell', 'Téléphone;Société\n0639980011;"Le Fournil\n0639980012;"Atelier"\n'],
  ['a list of numbers only', 'Téléphone\n"0639980011\n0639980012\n0639980013"\n'],
  ['addresses', 'email;Téléphone;Nom\nzoe@demo.invalid;0639980011;"Zoé\nleo@demo.invalid;;"Léo\n'],
])('asks about %s', async (_, text) => {
  const report = await importText(text, {}, true)
  expect(report.questions).toMatchObject([{ kind: 'swallowedLines' }])
  expect(report.lines).toBe(report.created + report.updated + report.unchanged + report.refused)
})

it('a note over several lines is a note, and is not asked about', async () => {
  const report = await importText(
    'Téléphone;Note\n0639980011;"Bonjour,\nrappeler lundi ; merci\n""vite"""\n0639980012;x\n',
  )
  expect(report).toMatchObject({
    lines: 2,
    created: 2,
    questions: [],
    fileLines: { file: 5, head: 1, blank: 0, joined: 2 },
  })
})

it('a mark of inches and quotes inside a cell are left alone', async () => {
  const report = await importText(
    'Téléphone;Note\n0639980011;écran 27"\n0639980012;dit "oui" deux fois\n0639980013;"a" et "b"\n',
  )
  expect(report).toMatchObject({ lines: 3, created: 3, questions: [] })
})

it('of 1,000 lines with two stray quotes none disappears', async () => {
  const line = (n: number) =>
    `Lead ${n};06 39 98 ${String(n)
      .padStart(4, '0')
      .replace(/(..)(..)/, '$1 $2')};${n === 50 ? '"' : ''}Société${n === 940 ? '"' : ''}`
  const report = await importText(
    `Nom;Téléphone;Société\n${Array.from({ length: 1_000 }, (_, n) => line(n)).join('\n')}\n`,
  )
  expect(report).toMatchObject({ lines: 1_000, created: 109, refused: 891 })
  expect(report.questions).toMatchObject([{ value: '52-942', count: 891 }])
})
