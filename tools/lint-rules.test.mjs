/** Rules of the linter that keep a design decision: each is seen refusing the line it is there for. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(__dirname, '..')
const NAMES_A_CHANNEL = "export const is = (one: string): boolean => one === 'whatsapp'\n"
const READS_A_CLOCK = 'export const now = (): number => Date.now()\n'
const DRAWS = 'export const id = (): string => crypto.randomUUID()\n'
const THROWS = "export const one = (): never => {\n  throw new Error('No.')\n}\n"
const IS_ASYNC = 'export const one = async (): Promise<number> => 1\n'
const CALLS_OUT = "export const get = () => fetch('https://example.org')\n"

const CASES = [
  ['libs/relance/src/record/a.ts', NAMES_A_CHANNEL, 'The engine knows no channel'],
  [
    'libs/relance/src/record/a.sql.ts',
    "export const sql = `select 1 where 'whatsapp' = $1`\n",
    'The engine knows no channel',
  ],
  ['libs/relance/src/ask/foresee/a.pure.ts', NAMES_A_CHANNEL, 'The engine knows no channel'],
  ['libs/relance/src/decide/a.ts', NAMES_A_CHANNEL, 'The engine knows no channel'],
  [
    'libs/relance/src/record/b.sql.ts',
    "export const sql = `select 1 where channel = 'closer'`\n",
    'Write `INBOX`, or `isOpenItem` of what is open there',
  ],
  [
    'apps/api/src/leads/c.sql.ts',
    "export const sql = `select 1 where state in ('due', 'opened', 'snoozed', 'queued')`\n",
    'The open states are written once',
  ],
  ['libs/sending/src/receive/a.pure.ts', READS_A_CLOCK, 'The present is an argument'],
  ['libs/whatsapp/src/content/a.pure.ts', READS_A_CLOCK, 'The present is an argument'],
  ['libs/relance/src/ground/reasons.ts', READS_A_CLOCK, 'The present is an argument'],
  ['libs/leads/src/lead-values.ts', READS_A_CLOCK, 'The present is an argument'],
  ['apps/api/src/auth/a.pure.ts', READS_A_CLOCK, 'The present is an argument'],
  ['libs/relance/src/decide/a.ts', DRAWS, 'Time and chance are arguments'],
  ['libs/relance/src/decide/a.ts', THROWS, 'A refusal is a returned value'],
  ['libs/sending/src/pace/a.pure.ts', IS_ASYNC, 'The core is synchronous'],
  ['libs/sending/src/queue/a.ts', CALLS_OUT, 'The network is an argument'],
  ['libs/whatsapp/src/answers/a.ts', CALLS_OUT, 'The network is an argument'],
  ['libs/leads/src/a.ts', 'export const a = (b: string): number => b as never\n', 'A cast to never'],
]

/** Jest's own modules cannot load the linter's configuration: a process of its own does. */
const LINT = `
  import { ESLint } from 'eslint'
  const eslint = new ESLint({ cwd: process.cwd() })
  const seen = []
  for (const [filePath, text] of JSON.parse(process.argv[1])) {
    const [{ messages }] = await eslint.lintText(text, { filePath })
    seen.push(messages.map(({ message }) => message))
  }
  console.log(JSON.stringify(seen))`

it('every rule is seen refusing what it is there for', () => {
  const args = ['--input-type=module', '--eval', LINT, JSON.stringify(CASES)]
  const seen = JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }))
  const expected = CASES.map(([, , message]) => [expect.stringContaining(message)])
  expect(seen).toEqual(expected)
})
