import { createTestDatabase, emptyTables, type TestDatabase } from '@relance/testing'
import { ImportTakenBack, runningImports } from '../../sql/imports.ts'
import { importState } from '../state.ts'
import { importFile, type ImportFileOptions } from './import-file.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())
beforeEach(() => emptyTables(test.db, ['leads', 'lead_changes', 'imports', 'import_rows', 'import_answers']))

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
    await emptyTables(test.db, ['leads', 'lead_changes'])
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

it('a list without a header keeps its first lead, and its columns are named by letters', async () => {
  expect(await importText('0639980012;Zoé\n0639980013;Léo\n')).toMatchObject({
    report: { lines: 2, created: 2, fileLines: { file: 2, head: 0 }, header: ['A', 'B'] },
  })
  expect(await importText('06 39 98 00 14\n')).toMatchObject({ report: { created: 1 } })
})

it('an old workbook is refused with what would do instead', async () => {
  const bytes = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])
  expect(await importText(bytes)).toMatchObject({ ok: false, refusal: { code: 'workbook_unreadable' } })
})

it('every refused line can be had, also beyond those that the report lists', async () => {
  const lines: number[] = []
  const text = `Téléphone\n${Array.from({ length: 1_200 }, () => 'x').join('\n')}\n`
  const outcome = await importText(text, { onRefused: async ({ line }) => void lines.push(line) })
  expect(outcome).toMatchObject({ report: { refused: 1_200, refusalsLeftOut: 200 } })
  expect(lines).toEqual(Array.from({ length: 1_200 }, (_, n) => n + 2))
})

it('more fields of one’s own than a lead can hold are said once, and the answer keeps the first of them', async () => {
  const names = Array.from({ length: 120 }, (_, n) => `Champ libre ${n}`)
  const text = `Téléphone;${names.join(';')}\n0639980012;${names.map(() => 'x').join(';')}\n`
  expect(await importText(text)).toMatchObject({
    report: { refused: 1, questions: [{ kind: 'leaveOut', value: 'custom', limit: '100' }] },
  })
  expect(await importText(text, { answers: { leaveOut: ['custom'] } })).toMatchObject({ report: { created: 1 } })
  const [lead] = await test.db.query<{ custom: object }>('select custom from leads')
  expect(Object.keys(lead?.custom ?? {})).toHaveLength(100)
})

const GOOGLE = 'Given Name,Family Name,Labels,Phone 1 - Value\n'

it('tags of another tool are asked about, and no line waits for the answer', async () => {
  await importText('Téléphone;Tags\n0639980011;VIP\n')
  const file = `${GOOGLE}Zoé,Martin,vip ::: Salon,06 39 98 00 12\n`
  expect(await importText(file)).toMatchObject({
    report: {
      created: 1,
      questions: [
        { kind: 'tag', value: 'vip', proposed: 'VIP' },
        { kind: 'tag', value: 'Salon', proposed: 'Salon' },
      ],
    },
  })
  const answers = { tag: { vip: 'VIP', Salon: null } }
  expect(await importText(file, { answers })).toMatchObject({ report: { updated: 1, questions: [] } })
  const read = () => test.db.query(`select tags from leads where phone = '+33639980012'`)
  expect(await read()).toEqual([{ tags: ['VIP'] }])
  expect(await importText(file)).toMatchObject({ report: { unchanged: 1, questions: [] } })
})

it('tags of a plain list are its own: only another spelling of one in use is asked about', async () => {
  await importText('Téléphone;Tags\n0639980011;VIP\n')
  expect(await importText('Téléphone;Tags\n0639980012;v.i.p., Salon\n')).toMatchObject({
    report: { created: 1, questions: [{ kind: 'tag', value: 'v.i.p.', proposed: 'VIP' }] },
  })
})

const byId = (id: string, name: string, phone: string): string =>
  `Identifiant;Nom complet;Téléphone\n${id};${name};${phone}\n`
const named = { source: 'Salon' }
const phones = async (): Promise<string[]> => {
  const rows = await test.db.query<{ phone: string }>('select phone from leads order by phone')
  return rows.map(({ phone }) => phone)
}

it('a phone that has changed is that of the lead with the id of its source', async () => {
  await importText(byId('42', 'Zoé Martin', '06 39 98 00 11'), named)
  expect(await importText(byId('42', 'MARTIN Zoé', '06 39 98 00 12'), { ...named, dryRun: true })).toMatchObject({
    report: { created: 0, updated: 1 },
  })
  expect(await importText(byId('42', 'MARTIN Zoé', '06 39 98 00 12'), named)).toMatchObject({
    report: { created: 0, updated: 1, warnings: [] },
  })
  expect(await phones()).toEqual(['+33639980012'])
})

it('an id never gives one person the phone of another', async () => {
  await importText(byId('1', 'Zoé Martin', '06 39 98 00 11'), named)
  expect(await importText(byId('1', 'Léo Petit', '06 39 98 00 12'), named)).toMatchObject({
    report: { created: 1, warnings: [{ line: 2, field: 'externalId', code: 'id_of_another', value: '1' }] },
  })
  // Nobody says which list it is, and lists number their lines.
  expect(await importText(byId('1', 'Zoé Martin', '06 39 98 00 13'))).toMatchObject({
    report: { created: 1, warnings: [] },
  })
  expect(await phones()).toEqual(['+33639980011', '+33639980012', '+33639980013'])
})

it('a phone that one lead leaves and another takes in the same file stays apart', async () => {
  await importText(byId('1', 'Zoé Martin', '06 39 98 00 11'), named)
  const text = `${byId('1', 'Zoé Martin', '06 39 98 00 12')}2;Léo Petit;06 39 98 00 11\n`
  await importText(text, named)
  const rows = await test.db.query('select phone, last_name from leads order by phone')
  expect(rows).toContainEqual({ phone: '+33639980012', last_name: 'Martin' })
})

it('one date that can be read one way only settles how all the others are read', async () => {
  const text = 'Téléphone;Dernier contact\n0639980011;02/25/2026\n0639980012;01/02/2026\n'
  expect(await importText(text)).toMatchObject({ report: { dateOrder: { order: 'mdy', by: 'file' } } })
  const [lead] = await test.db.query(`select last_contact_at as at from leads where phone = '+33639980012'`)
  expect(lead).toEqual({ at: new Date('2026-01-01T23:00:00Z') })
})

it('columns whose headings say nothing are placed by their values: statuses and dates too', async () => {
  const text = `Mobile;Col 2;Champ 3
0639980011;nouveau;02/01/2026
0639980012;contacté;03/01/2026
`
  await importText(text)
  const rows = await test.db.query('select status, created_at from leads order by phone')
  expect(rows).toEqual([
    { status: 'new', created_at: new Date('2026-01-01T23:00:00Z') },
    { status: 'contacted', created_at: new Date('2026-01-02T23:00:00Z') },
  ])
})

it('a birthday is neither a creation nor a contact, and one word is no status', async () => {
  const text = 'Mobile;Date de naissance;Type\n0639980011;02/01/1990;client\n0639980012;03/01/1985;client\n'
  await importText(text)
  const [lead] = await test.db.query('select custom, status, last_contact_at from leads order by phone')
  expect(lead).toEqual({
    custom: { Date_de_naissance: '02/01/1990', Type: 'client' },
    status: 'new',
    last_contact_at: null,
  })
})

it('cells beyond the header are said once, and left out when the answer says so', async () => {
  const text = 'Téléphone;Prénom\n0639980011;Zoé;x\n0639980012;Léo;y\n'
  expect(await importText(text)).toMatchObject({
    report: { refused: 2, questions: [{ kind: 'leaveOut', value: 'extraCells', count: 2, firstLine: 2, limit: '2' }] },
  })
  expect(await importText(text, { answers: { leaveOut: ['extraCells'] } })).toMatchObject({ report: { created: 2 } })
})

it('an import that is taken back while it runs stops, and brings nothing behind the back of whoever took it', async () => {
  const linesFrom = (first: number): string[] =>
    Array.from({ length: 2_000 }, (_, n) => `+336${50_000_000 + first + n}`)
  const text = ['Téléphone', ...linesFrom(0), 'illisible', ...linesFrom(2_000)].join('\n')
  let isWritten = (): void => undefined
  const written = new Promise<void>((resolve) => {
    isWritten = resolve
  })
  const importing = importText(text, {
    onProgress: () => isWritten(),
    onRefused: async () => {
      await written
      await test.db.query('update imports set undone_at = now()')
    },
  })
  await expect(importing).rejects.toThrow(ImportTakenBack)
  expect(await test.db.query('select count(*)::int as count from leads')).toEqual([{ count: 2_000 }])
})

it('what words mean is remembered for the file to mend as well', async () => {
  await importText('Téléphone;Statut\n0639980011;Open\n', { answers: { status: { Open: 'contacted' } } })
  const toMend = 'Téléphone;Statut;Relance : ligne;Relance : motif;Relance : à corriger\n0639980012;Open;2;x;y\n'
  expect(await importText(toMend)).toMatchObject({ report: { created: 1, refused: 0, questions: [] } })
})

it('an import that broke off says how far it got, and the same file goes on from there', async () => {
  const rows = Array.from({ length: 4_500 }, (_, n) => `+3363998${String(n).padStart(4, '0')},${'Lead '.repeat(8)}\n`)
  const breaking = (at: number) => ({
    path: null,
    open: async function* () {
      yield new TextEncoder().encode(`phone,firstName\n${rows.slice(0, at).join('')}`)
      if (at < rows.length) throw new Error('the disk is gone')
    },
  })
  const options = { fileName: 'leads.csv', now: Date.parse('2026-03-02T09:00:00Z'), instantOf }
  await expect(importFile(test.db, breaking(2_500), options)).rejects.toThrow('the disk is gone')
  const imports = async () => {
    const found = await test.db.query<{ id: string; lastLine: number; finishedAt: Date | null; undoneAt: Date | null }>(
      'select id, last_line as "lastLine", finished_at as "finishedAt", undone_at as "undoneAt" from imports order by id',
    )
    const running = await runningImports(
      test.db,
      found.map(({ id }) => id),
    )
    return found.map((one) => [importState(one, running), one.lastLine])
  }
  expect(await imports()).toEqual([['interrupted', 2_001]])
  expect(await importFile(test.db, breaking(4_500), options)).toMatchObject({
    report: { created: 2_500, unchanged: 2_000 },
  })
  expect(await imports()).toEqual([
    ['interrupted', 2_001],
    ['finished', 4_501],
  ])
  // A process that was killed says nothing: it is not heard of any more.
  await test.db.query('update imports set finished_at = null')
  expect((await imports())[1]).toEqual(['running', 4_501])
  await test.db.query(`update imports set seen_at = seen_at - interval '3 minutes'`)
  expect((await imports())[1]).toEqual(['interrupted', 4_501])
})
