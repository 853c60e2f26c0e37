/** What every command needs first: a Node that fits, the locked dependencies, the built code. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
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

/** Without `projects`: all of them. */
export function prepare(projects = []) {
  install()
  runProgram('Building (the first time takes a minute)', process.execPath, buildOf(projects), {
    env: BUILD,
    shell: false,
  })
}

/** A Node that fits, and the locked dependencies. */
export function install() {
  checkNode()
  installLocked()
}

const BUILD = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' }
const buildOf = (projects) => [
  'node_modules/nx/dist/bin/nx.js',
  'run-many',
  '-t',
  'build',
  '--output-style=static',
  ...(projects.length > 0 ? ['-p', projects.join(',')] : []),
]

/** Two lanes that need nothing of each other, about as long as each other on two processors. */
export async function buildAndCheck(projects) {
  console.log('› Building and checking (the first time takes two minutes)')
  const check = (...names) => told('Checking', ['tools/check.mjs', `--only=${names.join(',')}`], process.env)
  const ends = await Promise.all([
    check('format', 'lint', 'types', 'boundaries'),
    told('Building', buildOf(projects), BUILD).then(async (isBuilt) => isBuilt && (await check('unused'))),
  ])
  if (ends.includes(false)) process.exit(1)
}

/** Says all its output when it has ended: two at once would be mixed. */
async function told(title, args, env) {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part))
  const [code] = await once(child, 'close')
  console.log(`› ${title}${code === 0 ? '' : ' failed'}\n${text}`)
  return code === 0
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
