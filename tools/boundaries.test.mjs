import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path/posix'
import { PANEL_FLOORS } from '../boundaries.config.mjs'

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
    ['state', 'replan', 'resuming', 'reconcile'].map((folder) => [
      `record-${folder}-imports-what-is-below`,
      [`libs/relance/src/record/${folder}/a.ts`, '../run.ts'],
    ]),
  ),
  'sending-money-imports-what-is-below': ['libs/sending/src/money/a.ts', '../plan/b.ts'],
  'sending-pace-imports-what-is-below': ['libs/sending/src/pace/a.ts', '../attempts/b.ts'],
  'sending-plan-imports-what-is-below': ['libs/sending/src/plan/a.ts', '../attempts/b.ts'],
  'sending-attempts-imports-what-is-below': ['libs/sending/src/attempts/a.ts', '../queue/b.ts'],
  'sending-approvals-imports-what-is-below': ['libs/sending/src/approvals/a.ts', '../queue/b.ts'],
  'sending-queue-imports-what-is-below': ['libs/sending/src/queue/a.ts', '../receive/b.ts'],
  'sending-receive-imports-what-is-below': ['libs/sending/src/receive/a.ts', '../unsettled/b.ts'],
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
    'libs/sending/src/plan/b.ts',
    'libs/sending/src/attempts/b.ts',
    'libs/sending/src/queue/b.ts',
    'libs/sending/src/receive/b.ts',
    'libs/sending/src/unsettled/b.ts',
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

it('every folder of the panel has its place in the order', () => {
  const files = execFileSync('git', ['ls-files', 'apps/admin/src'], { cwd: root, encoding: 'utf8' }).split('\n')
  const folders = new Set(files.filter((file) => file.endsWith('.tsx')).map((file) => dirname(file)))
  for (const file of files.filter((file) => /(?<!\.stories)\.ts$/.test(file))) folders.add(dirname(file))
  // The frame of the stories and their server are no part of the panel.
  folders.delete('apps/admin/src/stories')
  folders.delete('apps/admin/src')
  expect([...folders].map((folder) => relative('apps/admin/src', folder)).sort()).toEqual([...PANEL_FLOORS].sort())
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
