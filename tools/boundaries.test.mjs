import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path/posix'
import { ENGINE_FLOORS, PANEL_FLOORS, RECORD_FLOORS, SENDING_FLOORS } from '../boundaries.config.mjs'

const root = join(__dirname, '..')
const LIBRARIES = [
  'luxon',
  'croner',
  'liquidjs',
  'libphonenumber-js',
  'yauzl',
  'saxen',
  'date-holidays',
  '@zxcvbn-ts/core',
  '@simplewebauthn/server',
  '@simplewebauthn/browser',
  '@opentelemetry/api',
  'pg',
  '@relance/leads/src',
]

/** One import that each rule refuses: from, what. */
const OFFENCES = {
  'no-cycles': ['libs/leads/src/a.ts', './b.ts'],
  'core-is-pure': ['libs/relance/src/decide/a.ts', 'pg'],
  'core-has-no-node': ['libs/relance/src/decide/b.ts', 'node:fs'],
  'core-is-built-on-core': ['libs/relance/src/decide/c.ts', '../record/run.ts'],
  'engine-has-no-framework': ['libs/relance/src/d.ts', 'pg'],
  'engine-has-no-node': ['libs/relance/src/e.ts', 'node:fs'],
  'ground-imports-what-is-below': ['libs/relance/src/ground/p.ts', '../record/run.ts'],
  'decide-imports-what-is-below': ['libs/relance/src/decide/q.ts', '../record/run.ts'],
  'record-imports-what-is-below': ['libs/relance/src/record/r.ts', '../inbox/act.ts'],
  'inbox-imports-what-is-below': ['libs/relance/src/inbox/s.ts', '../ask/effect.ts'],
  ...Object.fromEntries(
    RECORD_FLOORS.map((folder) => [
      `record-${folder}-imports-what-is-below`,
      [`libs/relance/src/record/${folder}/a.ts`, '../run.ts'],
    ]),
  ),
  ...Object.fromEntries(
    SENDING_FLOORS.slice(0, -1).map((folder, place) => [
      `sending-${folder}-imports-what-is-below`,
      [`libs/sending/src/${folder}/a.ts`, `../${SENDING_FLOORS[place + 1]}/b.ts`],
    ]),
  ),
  ...Object.fromEntries(
    PANEL_FLOORS.map((folder, place) => {
      const above = `apps/admin/src/${PANEL_FLOORS[place + 1] ?? '.'}`
      return [
        `panel-${folder.replace('/', '-')}-imports-what-is-below`,
        [`apps/admin/src/${folder}/z.ts`, `./${relative(`apps/admin/src/${folder}`, above)}/y.ts`],
      ]
    }),
  ),
  'engine-knows-no-sending': ['libs/relance/src/ask/v.ts', '../../../sending/src/index.ts'],
  'sending-knows-no-driver': ['libs/sending/src/queue/w.ts', '../../../whatsapp/src/index.ts'],
  'api-ground-floor': ['apps/api/src/http/u.ts', '../leads/leads.ts'],
  'alerts-know-no-finder': ['apps/api/src/alerts/v.ts', '../health/housekeeping.ts'],
  'leads-know-no-rules': ['libs/leads/src/f.ts', '../../relance/src/record/run.ts'],
  'engine-knows-no-wire': ['libs/relance/src/g.ts', '../../contract/src/index.ts'],
  'contract-is-light': ['libs/contract/src/h.ts', '../../relance/src/record/run.ts'],
  'panel-speaks-the-contract': ['apps/admin/src/i.ts', '../../../libs/relance/src/record/run.ts'],
  'trigger-is-for-hosts': ['libs/contract/src/m.ts', '../../trigger/src/index.ts'],
  'libs-know-no-app': ['libs/relance/src/j.ts', '../../../apps/api/src/app.ts'],
  'nobody-imports-the-sandbox': ['apps/api/src/m.ts', '../../whatsapp-sandbox/src/server.ts'],
  'sandbox-stands-alone': ['apps/whatsapp-sandbox/src/n.ts', '../../../libs/contract/src/index.ts'],
  'testing-stays-in-tests': ['apps/api/src/k.ts', '../../../libs/testing/src/index.ts'],
  'nobody-imports-the-proof': ['apps/api/src/o.ts', '../../../proof/main.ts'],
  'server-knows-no-host': ['apps/api/src/host.ts', '../../demo/src/main.ts'],
  'no-deep-imports': ['apps/api/src/l.ts', '@relance/leads/src/x.js'],
  ...Object.fromEntries(
    ['luxon', 'croner', 'liquidjs', 'libphonenumber-js', 'yauzl', 'saxen', 'date-holidays'].map((library) => [
      `one-doorway-${library}`,
      [`apps/api/src/${library}.ts`, library],
    ]),
  ),
  'one-doorway-@simplewebauthn/server': ['apps/api/src/webauthn.ts', '@simplewebauthn/server'],
  'one-doorway-@simplewebauthn/browser': ['apps/admin/src/webauthn.ts', '@simplewebauthn/browser'],
  'one-doorway-@opentelemetry': ['apps/api/src/traces.ts', '@opentelemetry/api'],
  'one-doorway-@zxcvbn-ts': ['apps/api/src/zxcvbn.ts', '@zxcvbn-ts/core'],
}

let tree
beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'relance-boundaries-'))
  const write = (file, text) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), text)
  }
  write('tsconfig.test.json', '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler" } }')
  write('package.json', '{ "type": "module" }')
  for (const library of LIBRARIES) {
    write(`node_modules/${library}/package.json`, `{ "name": "${library}", "main": "x.js" }`)
    write(`node_modules/${library}/x.js`, 'module.exports = {}')
  }
  for (const file of [
    ...['.', ...PANEL_FLOORS].map((folder) => join('apps/admin/src', folder, 'y.ts')),
    'libs/relance/src/record/run.ts',
    'libs/relance/src/inbox/act.ts',
    ...SENDING_FLOORS.map((folder) => `libs/sending/src/${folder}/b.ts`),
    'libs/sending/src/index.ts',
    'libs/whatsapp/src/index.ts',
    'libs/relance/src/ask/effect.ts',
    'apps/api/src/leads/leads.ts',
    'apps/api/src/health/housekeeping.ts',
    'apps/demo/src/main.ts',
    'libs/contract/src/index.ts',
    'libs/testing/src/index.ts',
    'proof/main.ts',
    'libs/trigger/src/index.ts',
    'apps/api/src/app.ts',
    'apps/whatsapp-sandbox/src/server.ts',
  ]) {
    write(file, 'export const x = 1\n')
  }
  write('libs/leads/src/b.ts', "import './a.ts'\nexport const x = 1\n")
  for (const [file, imported] of Object.values(OFFENCES)) write(file, `import '${imported}'\nexport const x = 1\n`)
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

const ORDERS = [
  // The frame of the stories and their server are no part of the panel.
  ['apps/admin/src', PANEL_FLOORS, ['stories']],
  // What people edit is described for the host alone; it is no step on the way of a lead.
  ['libs/relance/src', ENGINE_FLOORS, ['nest']],
  ['libs/relance/src/record', RECORD_FLOORS, []],
  ['libs/sending/src', SENDING_FLOORS, []],
]

it.each(ORDERS)('every folder of %s has its place in the order', (root, floors, others) => {
  const files = execFileSync('git', ['ls-files', root], { cwd: join(__dirname, '..'), encoding: 'utf8' }).split('\n')
  const sources = files.filter((file) => /(?<!\.(stories|test))\.tsx?$/.test(file) && !/\/test\//.test(file))
  const folders = new Set(sources.map((file) => relative(root, dirname(file))).filter(Boolean))
  // The engine and sending are ordered by their first folder alone; the panel by every folder.
  const placed = root === 'apps/admin/src' ? folders : new Set([...folders].map((folder) => folder.split('/')[0]))
  expect([...placed].sort()).toEqual([...floors, ...others].sort())
})

it('every rule is there to be broken, and is seen when it is', async () => {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [program, 'apps', 'libs', '--config', join(root, 'boundaries.config.mjs'), '--output-type', 'json']
  const report = (() => {
    try {
      return execFileSync(process.execPath, args, { cwd: tree, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    } catch (error) {
      return error.stdout
    }
  })()
  const { summary } = JSON.parse(report)
  const seen = new Map(summary.violations.map(({ rule, from }) => [`${rule.name} ${from}`, true]))
  const missed = Object.entries(OFFENCES).filter(([rule, [file]]) => !seen.has(`${rule} ${file}`))
  expect(missed.map(([rule]) => rule)).toEqual([])
  expect(summary.ruleSetUsed.forbidden.map((rule) => rule.name).sort()).toEqual(Object.keys(OFFENCES).sort())
})

/** What the whole of the API or of the panel is written with. */
const FRAMEWORKS =
  /^(@nestjs|@mui|react|react-dom|react-admin|react-router-dom|react-hook-form|@tanstack|typeorm|reflect-metadata|rxjs|express|zod|pg)(\/|$)/
/** Imported by several files of one folder, or by what the contract names twice. */
const SEVERAL = {
  // What is measured where it happens: the engine, WhatsApp, requests.
  'prom-client': 'apps/api/src',
  'pg-copy-streams': 'apps/api/src/backup',
  '@dnd-kit/sortable': 'apps/admin/src/rules',
  // A strategy for the trigger and one for API tokens.
  'passport-http-bearer': 'apps/api/src',
  // A workbook that is imported, and a backup that is restored.
  yauzl: '',
}

it('every foreign library is imported by one file, so that it can be replaced there', () => {
  const wanted = ['apps/*/src/**/*.ts', 'apps/*/src/**/*.tsx', 'libs/*/src/**/*.ts'].map((path) => `:(glob)${path}`)
  const files = execFileSync('git', ['ls-files', ...wanted], { cwd: root, encoding: 'utf8' }).split('\n')
  const importers = new Map()
  for (const file of files.filter((one) => one && !/\.(test|stories)\.tsx?$|\/(test|stories)\//.test(one))) {
    const text = readFileSync(join(root, file), 'utf8')
    for (const [, name] of text.matchAll(/(?:\bfrom |\bimport\(|^import )'((?:@[^/']+\/)?[^./'][^/']*)[^']*'/gm)) {
      if (/^(node:|@relance\/)/.test(name) || FRAMEWORKS.test(name)) continue
      importers.set(name, (importers.get(name) ?? new Set()).add(file))
    }
  }
  expect(importers.size).toBeGreaterThan(25)
  const strewn = [...importers].filter(([name, { size }]) => size > 1 && !(name in SEVERAL))
  expect(strewn.map(([name, by]) => [name, ...by])).toEqual([])
  const outside = Object.entries(SEVERAL).flatMap(([name, folder]) =>
    [...(importers.get(name) ?? [])].filter((file) => !file.startsWith(folder)),
  )
  expect(outside).toEqual([])
})
