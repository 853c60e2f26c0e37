/** What every command needs first: a Node that fits, the locked dependencies, the built code. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const isWindows = process.platform === 'win32'

/** Ends this process when the program fails: it has said why. */
export function runProgram(title, program, args, options = {}) {
  console.log(`› ${title}`)
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: isWindows, ...options })
  if (error) console.error(`${program} could not be started: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

export function prepare(projects) {
  checkNode()
  installLocked()
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' }
  const args = [
    'node_modules/nx/dist/bin/nx.js',
    'run-many',
    '-t',
    'build',
    '--output-style=static',
    '-p',
    projects.join(','),
  ]
  runProgram('Building (the first time takes a minute)', process.execPath, args, { env, shell: false })
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const fits =
    (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || (major === 24 && minor >= 11) || major > 24
  if (fits) return
  console.error(`Relance needs Node 20.19, 22.13, 24.11 or later; this is ${process.version}.`)
  process.exit(1)
}

/** Installs when node_modules is missing or was made from another lock file. */
function installLocked() {
  const mark = `${root}node_modules/.relance-lock`
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return
  runProgram('Installing dependencies (once)', 'npm', ['ci', '--no-audit', '--no-fund'])
  writeFileSync(mark, lock)
}
