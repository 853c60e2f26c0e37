/** What a newcomer may type first: no command of a new checkout ends with a stack trace. */
import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
let folder

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relance-checkout-'))
  for (const part of ['package.json', 'package-lock.json', 'tools', 'bench', 'proof/run.mjs']) {
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: (path) => !path.includes('node_modules') })
  }
  // Stands for an installation that fails: nothing is fetched here.
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/npm'), '#!/bin/sh\necho "no network" >&2\nexit 7\n')
  chmodSync(join(folder, 'bin/npm'), 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const said = (command) =>
  new Promise((resolve) => {
    const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`, NODE_OPTIONS: '' }
    execFile('sh', ['-c', command], { cwd: folder, env }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, text: `${out}${err}` }),
    )
  })

it.each(Object.entries(scripts))(
  'npm run %s installs what it needs, or says what is missing',
  async (name, command) => {
    const { code, text } = await said(command)
    const isRunOnly = ['serve', 'relance'].includes(name)
    expect(text).toContain(isRunOnly ? 'Run `npm run build` first' : 'Installing dependencies')
    expect(text).not.toContain('    at ')
    expect(code).toBe(isRunOnly ? 1 : 7)
  },
)
