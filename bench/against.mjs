/**
 * `node bench/against.mjs --commit 5042eef [--leads 200000] [--due 40000] [--rounds 6]`: the engine of another commit and this one
 * in turn, each on fresh copies of a database that its own migrations and seed made, on one PostgreSQL. With `--import 100000` an import
 * of so many lines into an empty database instead. The other commit is checked out, installed and built beside the temporary files;
 * `--tree FOLDER` takes one that is built already.
 */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { prepare } from '../tools/prepare.mjs'

const { values } = parseArgs({
  options: {
    commit: { type: 'string', default: '5042eef' },
    tree: { type: 'string' },
    leads: { type: 'string', default: '200000' },
    due: { type: 'string', default: '40000' },
    import: { type: 'string' },
    rounds: { type: 'string', default: '6' },
  },
})
prepare(['@relance/demo'])
const { onCopy, startServer } = await import('./databases.mjs')
const { writeLeadsFile } = await import('./leads-file.mjs')

const csv = join(tmpdir(), `relance-against-${process.pid}.csv`)
const HERE = fileURLToPath(new URL('..', import.meta.url))
const now = Date.now()
const inTree = (tree, file, args) => execFileSync(process.execPath, [file, ...args], { cwd: tree, encoding: 'utf8' })

/** A tree that has been there for a while takes the instant as a second word; this one reads it from PostgreSQL. */
const engine = (tree) => (url) => JSON.parse(inTree(tree, join(tree, 'bench/engine.mjs'), [url, String(now)]))

const importing = (tree) => (url) => {
  const result = inTree(tree, join(tree, 'bench/import.mjs'), [values.import, url, csv])
  return { ...JSON.parse(result), recorded: Number(values.import) }
}

/** Seeds by the tree's own modules, since each knows only its own schema. */
function seedWith(tree, url, name) {
  const module = (file) => JSON.stringify(pathToFileURL(join(tree, 'bench', file)).href)
  const program = `
    const { createDatabase, withDb } = await import(${module('databases.mjs')})
    const { seed } = await import(${module('seed.mjs')})
    const [url, name, leads, due, now] = process.argv.slice(1)
    const database = await createDatabase(url, name)
    if (leads !== '0') await withDb(database, (db, pool) => {
      db.vacuum ??= () => pool.query('vacuum analyze')
      return seed(db, { leads: Number(leads), due: Number(due), now: Number(now) })
    })`
  inTree(tree, '--input-type=module', ['-e', program, '--', url, name, values.leads, values.due, String(now)])
}

function checkOut(commit) {
  const tree = join(tmpdir(), `relance-bench-${process.pid}-${commit}`)
  const inherit = { stdio: ['ignore', 'ignore', 'inherit'] }
  execFileSync('git', ['worktree', 'add', '--detach', '--force', tree, commit], { cwd: HERE, ...inherit })
  console.log(`› Installing and building ${commit}`)
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: tree, ...inherit })
  execFileSync('npm', ['run', 'build'], { cwd: tree, ...inherit, env: { ...process.env, NX_DAEMON: 'false' } })
  return tree
}

function remove(tree) {
  execFileSync('git', ['worktree', 'remove', '--force', tree], { cwd: HERE })
  rmSync(tree, { recursive: true, force: true })
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const whole = (number) => Math.round(number).toLocaleString('en-US')

const before = values.tree ?? checkOut(values.commit)
const server = await startServer()
try {
  if (values.import) await writeLeadsFile(csv, Number(values.import))
  const measure = values.import ? importing : engine
  const sides = { [values.commit]: before, here: HERE }
  for (const [index, tree] of Object.values(sides).entries()) seedWith(tree, server.url, `side_${index}`)
  const results = { [values.commit]: [], here: [] }
  console.log(
    `› ${values.rounds} rounds (load of the machine before: ${loadavg()[0].toFixed(1)} on ${cpus().length} cores)`,
  )
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [index, [name, tree]] of Object.entries(sides).entries()) {
      results[name].push(await onCopy(server.url, `side_${index}`, measure(tree)))
    }
    console.log(
      `› ${Object.entries(results)
        .map(([name, of]) => `${name} ${whole(of.at(-1).recorded / of.at(-1).seconds)}/s`)
        .join(', ')}`,
    )
  }
  const rates = Object.fromEntries(
    Object.entries(results).map(([name, of]) => [name, of.map((r) => r.recorded / r.seconds)]),
  )
  console.log('\n| engine | leads per second, median | fastest | memory |\n| --- | ---: | ---: | ---: |')
  for (const [name, of] of Object.entries(results)) {
    const megabytes = Math.max(...of.map((result) => result.megabytes))
    console.log(
      `| ${name} | ${whole(median(rates[name]))} | ${whole(Math.max(...rates[name]))} | ${whole(megabytes)} MB |`,
    )
  }
  const change = median(rates.here) / median(rates[values.commit]) - 1
  console.log(`\n${(change * 100).toFixed(1)} % against ${values.commit}.`)
} finally {
  await server.stop()
  rmSync(csv, { force: true })
  if (values.tree === undefined) remove(before)
}
