/** Commands as people type them, through npm: what is not understood is refused, and never left out. */
import { execFile } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
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
const npm = (words: readonly string[], environment: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const { PATH = '', HOME = '' } = process.env
    const env = { PATH, HOME, DATABASE_URL: api.test.url, ...environment }
    execFile('npm', words, { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stderr, printed: stdout }),
    )
  })

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

it('a dry run records nothing and says nothing beforehand; a real one says what it is about to do, and where', async () => {
  const before = await rows()
  const dry = await npm(['run', '--silent', 'relance', '--', 'run', '--dry-run'])
  expect(JSON.parse(dry.printed)).toMatchObject({ dryRun: true, due: 1, recorded: 0 })
  expect(dry.said).toBe('')
  expect(await rows()).toEqual(before)
  const real = await npm(['run', '--silent', 'relance', '--', 'run'])
  expect(JSON.parse(real.printed)).toMatchObject({ dryRun: false, recorded: 1 })
  const { pathname, host } = new URL(api.test.url)
  expect(real.said).toBe(
    `A real run: records every relance that is due (with --dry-run, none), in the database ${pathname.slice(1)} on ${host}.\n`,
  )
})
