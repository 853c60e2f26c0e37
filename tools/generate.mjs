/**
 * `npm run generate`: writes what is generated from the code and committed. With `--check`
 * nothing is written: it names what is no longer what the code gives, and fails. `--built` takes the code as it was built, for
 * tests: a build would take the files away under those that run beside it.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readOptions } from './arguments.mjs'
import { licencesFile } from './licences.mjs'
import { prepare } from './prepare.mjs'

const { check, built } = readOptions('npm run generate', { check: { type: 'boolean' }, built: { type: 'boolean' } })

// What is refused does not wait for a build.
if (!built) prepare()
const { edgeFiles } = await import('./edge-bundle.mjs')
const { postmanFile } = await import('./postman.mjs')
const { schemaFile } = await import('./schema.mjs')

const root = fileURLToPath(new URL('..', import.meta.url))
const program = [`${root}apps/api/dist/open-api-file.js`]
const read = { encoding: 'utf8', maxBuffer: 50_000_000 }
// In the layout of every other file, which keeps what fits on one line: half as many lines, and differences one can read.
const layout = [`${root}node_modules/@biomejs/biome/bin/biome`, 'format', '--stdin-file-path=api.json']
const openApi = execFileSync(process.execPath, layout, {
  ...read,
  cwd: root,
  input: execFileSync(process.execPath, program, read),
})
const { settingsPage } = await import(`${root}apps/api/dist/settings/settings-page.js`)
const { metricsPage } = await import(`${root}apps/api/dist/health/metrics-page.js`)
const { environmentExample, environmentPage } = await import(`${root}apps/api/dist/environment/environment-example.js`)
const { codesPage } = await import('@relance/contract/codes-page')
const files = {
  '.env.example': environmentExample(),
  'docs/codes.md': codesPage(),
  'docs/environment.md': environmentPage(),
  'docs/metrics.md': metricsPage(),
  'docs/openapi.json': openApi,
  'docs/settings.md': settingsPage(),
  ...(await edgeFiles()),
  ...licencesFile(),
  ...postmanFile(),
  ...(await schemaFile()),
}
const stale = Object.keys(files).filter(
  (path) => !existsSync(root + path) || readFileSync(root + path, 'utf8') !== files[path],
)
if (!check) for (const path of stale) writeFileSync(root + path, files[path])
else if (stale.length > 0) {
  console.error(`No longer what the code gives: ${stale.join(', ')}. Run "npm run generate" and commit it.`)
  process.exitCode = 1
}
