/** Rules of the linter that keep a design decision: each is seen refusing the line it is there for. */
import { ESLint } from 'eslint'
import { join } from 'node:path'

const root = join(__dirname, '..')
const eslint = new ESLint({ cwd: root })

async function refusalsOf(file, text) {
  const [result] = await eslint.lintText(text, { filePath: join(root, file) })
  return result.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)
}

it.each([
  ['libs/relance/src/record/a.ts', "export const is = (one: string): boolean => one === 'whatsapp'\n"],
  ['libs/relance/src/record/a.sql.ts', "export const sql = `select from rules where channel = 'whatsapp'`\n"],
  ['libs/relance/src/ask/foresee/a.pure.ts', "export const is = (one: string): boolean => one === 'whatsapp'\n"],
  ['libs/relance/src/decide/a.ts', "export const is = (one: string): boolean => one === 'whatsapp'\n"],
])('in %s the engine may not name a channel', async (file, text) => {
  expect(await refusalsOf(file, text)).toEqual([
    expect.stringMatching(/^no-restricted-syntax: The engine knows no channel/),
  ])
})

it.each([
  ['libs/sending/src/receive/a.pure.ts', 'export const now = (): number => Date.now()\n'],
  ['libs/whatsapp/src/content/a.pure.ts', 'export const now = (): number => Date.now()\n'],
])('in %s a decision takes the present as an argument', async (file, text) => {
  expect(await refusalsOf(file, text)).toEqual([expect.stringContaining('The present is an argument')])
})

it.each(['libs/sending/src/queue/a.ts', 'libs/whatsapp/src/answers/a.ts'])(
  'in %s the network is an argument',
  async (file) => {
    expect(await refusalsOf(file, "export const get = () => fetch('https://example.org')\n")).toEqual([
      expect.stringContaining('The network is an argument'),
    ])
  },
)
