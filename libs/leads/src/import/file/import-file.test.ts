import { createTestDatabase, type TestDatabase } from '@relance/testing'
import { importFile, type ImportFileOptions } from './import-file.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())
beforeEach(() => test.db.query('truncate leads, lead_changes, imports, import_answers cascade'))

const fileOf = (content: string | Uint8Array) => ({
  path: null,
  open: async function* () {
    yield typeof content === 'string' ? new TextEncoder().encode(content) : content
  },
})
const instantOf = (local: number): number => local - 3_600_000
const importText = (content: string | Uint8Array, options: Partial<ImportFileOptions> = {}) =>
  importFile(test.db, fileOf(content), {
    fileName: 'leads.csv',
    now: Date.parse('2026-03-02T09:00:00Z'),
    instantOf,
    ...options,
  })

const FILE = `Prénom;Nom;Téléphone;E-mail;Société;Statut;Tags;Dernier contact;Budget
Zoé;Martin;06 39 98 00 12;zoe@exemple.fr;Atelier;contacté;vip, salon;02/03/2026 10:00;1200
Léo;Petit;+33 6 39 98 00 13;;;;;;
Ana;Roux;01 99 00 00 12;;;;;;
Max;Blanc;;;;perplexe;;32/13/2026;
`

it('keeps the good lines and lists the bad ones with line, field and reason', async () => {
  const outcome = await importText(FILE)
  expect(outcome).toMatchObject({
    ok: true,
    report: {
      lines: 4,
      created: 2,
      refused: 2,
      refusals: [
        { line: 4, name: 'Ana Roux', field: 'phone', value: '01 99 00 00 12' },
        { line: 5, field: 'phone', code: 'phone_missing' },
        { line: 5, name: 'Max Blanc', field: 'status', code: 'needs_mapping', value: 'perplexe' },
        { line: 5, field: 'lastContactAt', code: 'date_unreadable', value: '32/13/2026' },
      ],
    },
  })
  const rows = await test.db.query(
    'select first_name, phone, status, tags, custom, last_contact_at, company from leads order by phone',
  )
  expect(rows[0]).toEqual({
    first_name: 'Zoé',
    phone: '+33639980012',
    status: 'contacted',
    tags: ['vip', 'salon'],
    custom: { Budget: '1200' },
    last_contact_at: new Date('2026-03-02T09:00:00Z'),
    company: 'Atelier',
  })
})

it('reads the same file again as unchanged, and an emptied cell as nothing said', async () => {
  await importText(FILE)
  expect(await importText(FILE)).toMatchObject({ report: { created: 0, updated: 0, unchanged: 2 } })
  await importText('phone,firstName,company\n0639980012,Zoë,\n')
  const [row] = await test.db.query(`select first_name, company from leads where phone = '+33639980012'`)
  expect(row).toEqual({ first_name: 'Zoë', company: 'Atelier' })
})

it('a dry run reports the same and writes nothing', async () => {
  expect(await importText(FILE, { dryRun: true })).toMatchObject({ report: { dryRun: true, created: 2, refused: 2 } })
  expect(await test.db.query('select 1 from leads')).toEqual([])
})

it('the same phone twice in a file is one lead, of which the later line says more', async () => {
  const outcome = await importText('phone,firstName,company\n0639980012,Zoé,\n06 39 98 00 12,,Atelier\n')
  expect(outcome).toMatchObject({ report: { created: 1, updated: 1 } })
  expect(await test.db.query('select first_name, company from leads')).toEqual([
    { first_name: 'Zoé', company: 'Atelier' },
  ])
})

const MAC: Readonly<Record<string, number>> = { é: 0x8e, '€': 0xdb }

it.each([
  ['UTF-8', (text: string) => new TextEncoder().encode(text)],
  ['UTF-8 with BOM', (text: string) => new TextEncoder().encode(`\uFEFF${text}`)],
  ['Windows-1252', (text: string) => Uint8Array.from(text, (letter) => (letter === '€' ? 0x80 : letter.charCodeAt(0)))],
  ['UTF-16 little-endian', (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))],
  ['UTF-16 big-endian', (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16())],
  ['MacRoman', (text: string) => Uint8Array.from(text, (letter) => MAC[letter] ?? letter.charCodeAt(0))],
  ['UTF-16 with BOM', (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
])('reads %s, with comma, semicolon, tab or pipe', async (_, encode) => {
  for (const separator of [',', ';', '\t', '|']) {
    await test.db.query('truncate leads, lead_changes cascade')
    const text = `Téléphone${separator}Prénom${separator}Société\n0639980012${separator}"Zoé ${separator} ""Z"""${separator}Café €\n`
    expect(await importText(encode(text))).toMatchObject({ report: { created: 1 } })
    expect(await test.db.query('select first_name, company from leads')).toEqual([
      { first_name: `Zoé ${separator} "Z"`.trim(), company: 'Café €' },
    ])
  }
})

it.each([
  ['', { code: 'file_empty' }],
  ['nom;prenom\nA;B\n', { code: 'header_missing_phone', detail: 'nom, prenom' }],
])('refuses a file it cannot read: %j', async (text, refusal) => {
  expect(await importText(text)).toMatchObject({ ok: false, refusal })
})

it('an unclosed quote in the last line refuses that line; what came before is kept', async () => {
  const outcome = await importText('phone,firstName\n0639980012,Zoé\n0639980013,"Léo\n')
  expect(outcome).toMatchObject({ report: { created: 1, refusals: [{ line: 3, code: 'quote_unclosed' }] } })
})
