/** Commands as people type them, through npm: what is not understood is refused, and never left out. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { readCommand } from '../src/arguments.ts'
import { makeLead, makeRule, startTestApi, type TestApi } from '../../api/test/test-api.ts'

const ROOT = join(__dirname, '../../..')
const FILE = join(tmpdir(), `relance-leads-${process.pid}.csv`)
let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
  writeFileSync(FILE, 'prénom;téléphone\nZoé;06 39 98 77 77\n')
  await makeRule(api.admin)
  await makeLead(api.admin, api.admin.id)
})
afterAll(async () => {
  rmSync(FILE, { force: true })
  await api?.stop()
})

interface Ended {
  code: number
  said: string
  printed: string
}

/** `npm <words>`, with nothing of npm in the environment, as in a person's shell. */
const npm = (words: readonly string[], environment = {}): Promise<Ended> => ended('npm', words, environment)

const ended = (program: string, words: readonly string[], environment = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const { PATH = '', HOME = '' } = process.env
    const env = { PATH, HOME, DATABASE_URL: api.test.url, ...environment }
    execFile(program, words, { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stderr, printed: stdout }),
    )
  })

const SCRIPTS = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts

/** What the script of package.json runs, without npm before it. */
const cli = (...words: string[]): Promise<Ended> => {
  const [program = '', ...before] = String(SCRIPTS.relance).split(' ')
  return ended(program, [...before, ...words])
}

const rows = async () => {
  const [counts] = await api.test.db.query<{ leads: number; relances: number; runs: number }>(
    `select (select count(*) from leads)::int as leads, (select count(*) from relances)::int as relances,
            (select count(*) from runs)::int as runs`,
  )
  return counts
}

it.each([
  [['run', '--dry-run'], 'npm run relance -- run --dry-run'],
  [['run', '--dryrun'], 'npm run relance -- run --dry-run'],
  [['run', '--budget=5', '--at=2031-01-01T00:00:00Z'], 'npm run relance -- run --at 2031-01-01T00:00:00Z --budget 5'],
  [['import', FILE, '--dry-run', '--country=BE'], `npm run relance -- import ${FILE} --dry-run --country BE`],
  [['spread', '--apply'], 'npm run relance -- spread --apply'],
])(
  'an option that npm keeps for itself does nothing, and the answer holds the command that works: %j',
  async (words, form) => {
    const before = await rows()
    const { code, said } = await npm(['run', 'relance', ...words])
    expect(said).toContain(form)
    expect(code).toBe(2)
    expect(await rows()).toEqual(before)
  },
)

it('a word too many does nothing', async () => {
  const before = await rows()
  const { code, said } = await npm(['run', 'relance', '--', 'run', 'now'])
  expect(said).toContain('"run" takes no word "now".')
  expect(code).toBe(2)
  expect(await rows()).toEqual(before)
})

it.each([
  [['run', '--country', 'FR'], '"run" has no option --country'],
  [['run', '--simulate'], '--simulate'],
  [['rnu'], '"rnu"'],
  [['import', 'leads.csv', 'more.csv'], '"import" takes no word "more.csv"'],
  [['import'], '"import" needs one more word: FILE'],
  [['import', 'leads.csv', '--apply'], '"import" has no option --apply'],
  [['migrate', 'everything'], '"everything"'],
  [['seed', '--dry-run'], '"seed" has no option --dry-run'],
  [['audit', 'verifi'], '"audit verifi"'],
  [['audit', 'head', '--against', 'x'], '"audit head" has no option --against'],
  [['user', 'create'], 'EMAIL'],
  [['explain', '--relance', '0', 'x'], '"x"'],
])('what a command does not take is refused by its name: %j', (words, named) => {
  expect(() => readCommand(words, {})).toThrow(named)
})

it.each([
  [['start', '--empty'], 'npm start -- --empty'],
  [['start', '--', '--emtpy'], '--emtpy'],
  [['run', 'generate', '--check'], 'npm run generate -- --check'],
  [['run', 'generate', '--', '--chek'], '--chek'],
  [['run', 'serve', '--', '--dmeo'], '--dmeo'],
  [['run', 'check', '--', '--only=spelling'], 'spelling'],
])('so are the options of the other commands: npm %j', async (words, named) => {
  const { code, said } = await npm(words)
  expect(said).toContain(named)
  expect(code).toBe(2)
})

it('npm start says before it builds that the port is taken, or that the database does not answer', async () => {
  const { port } = new URL(await api.app.getUrl())
  const taken = await npm(['start'], { PORT: port })
  expect(taken).toMatchObject({
    code: 1,
    said: `Port ${port} is taken. Stop what uses it, or set PORT to another one.\n`,
  })
  const silent = await npm(['start'], { PORT: '0', DATABASE_URL: 'postgres://relance@127.0.0.1:1/relance' })
  expect(silent).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^The database of DATABASE_URL does not answer/),
  })
  expect(taken.printed + silent.printed).not.toContain('Building')
})

it('a dry run records nothing and says nothing beforehand; a real one says what it is about to do, and where', async () => {
  const before = await rows()
  const dry = await npm(['run', '--silent', 'relance', '--', 'run', '--dry-run'])
  expect(JSON.parse(dry.printed)).toMatchObject({ dryRun: true, due: 1, recorded: 0 })
  expect(dry.said).toBe('')
  expect(await rows()).toEqual(before)
  const real = await cli('run')
  expect(JSON.parse(real.printed)).toMatchObject({ dryRun: false, recorded: 1 })
  const { pathname, host } = new URL(api.test.url)
  expect(real.said).toBe(
    `A real run: records every relance that is due (with --dry-run, none), in the database ${pathname.slice(1)} on ${host}.\n`,
  )
})

it('an import asks, is answered from a file, gives its refused lines, and is taken back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relance-cli-'))
  const at = (name: string): string => join(folder, name)
  writeFileSync(at('salon.csv'), 'Prénom;Tél;Étape\nAna;06 39 98 77 81;Open\nEva;6.12E+08;nouveau\n')
  writeFileSync(at('answers.json'), '{"status":{"Open":"contacted"}}')
  writeFileSync(at('mapping.json'), '["firstName","phone","status"]')
  const named = () => api.test.db.query(`select status from leads where first_name = 'Ana'`)
  try {
    const described = await cli('import', at('salon.csv'), '--columns')
    expect(JSON.parse(described.printed).columns).toMatchObject([
      { name: 'Prénom' },
      { target: 'phone' },
      { target: 'status' },
    ])
    const asked = await cli('import', at('salon.csv'), '--dry-run', '--refused', at('refus.csv'), '--language', 'fr')
    expect(JSON.parse(asked.printed)).toMatchObject({ refused: 2, questions: [{ kind: 'status', value: 'Open' }] })
    expect(readFileSync(at('refus.csv'), 'utf8').split('\r\n')).toEqual([
      '\uFEFFPrénom;Tél;Étape;Relance : ligne;Relance : motif;Relance : à corriger',
      expect.stringMatching(/^Ana;06 39 98 77 81;Open;2;mot inconnu : Open;/),
      expect.stringMatching(/^Eva;6.12E\+08;nouveau;3;le tableur a effacé des chiffres : 6.12E\+08;/),
      '',
    ])
    const options = ['--answers', at('answers.json'), '--mapping', at('mapping.json')]
    const answered = JSON.parse((await cli('import', at('salon.csv'), ...options)).printed)
    expect(answered).toMatchObject({ created: 1, refused: 1, questions: [] })
    expect(await named()).toEqual([{ status: 'contacted' }])
    expect(JSON.parse((await cli('imports')).printed)[0]).toMatchObject({
      id: answered.importId,
      fileName: 'salon.csv',
    })
    expect(JSON.parse((await cli('imports', 'undo', answered.importId)).printed)).toMatchObject({
      removed: 1,
      kept: [],
    })
    expect(await named()).toEqual([])
    const again = await cli('imports', 'undo', answered.importId)
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('This import was taken back before.') })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 240_000)
