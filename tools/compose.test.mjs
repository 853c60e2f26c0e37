/** docker-compose.yml, and the `.env` that it and `npm run serve` read. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { parse } from 'yaml'

const root = join(__dirname, '..')
const { services } = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'))

it('every variable of .env.example reaches the server, but those that are the container’s own', () => {
  const names = [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^#?([A-Z_]+)=/gm)].map(
    ([, name]) => name,
  )
  const own = Object.keys(services.api.environment)
  expect(services.api.env_file).toBe('.env')
  expect(own).toEqual(['DATABASE_URL', 'PGPASSWORD', 'PORT', 'HOST'])
  expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'PORT', 'HOST', 'WHATSAPP_TOKEN', 'METRICS_TOKEN']))
})

it('only this machine reaches the server without a proxy, unless somebody says so', () => {
  expect(services.api.ports).toEqual(['${PUBLISH_ON:-127.0.0.1}:${PORT:-3000}:3000'])
  expect(services.postgres.ports).toBeUndefined()
})

it('the server starts again, is given time to end, may write nowhere and has no rights of the host', () => {
  expect(services.api).toMatchObject({ restart: 'unless-stopped', stop_grace_period: '20s', read_only: true })
  for (const { cap_drop, security_opt, logging } of Object.values(services)) {
    expect({ cap_drop, security_opt }).toEqual({ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
    expect(logging.options).toEqual({ 'max-size': '10m', 'max-file': '5' })
  }
})

it('a password of any characters opens the database, apart from the address', async () => {
  const template = new URL(process.env.RELANCE_TEST_TEMPLATE)
  const name = `relance_compose_${process.pid}`
  const password = `p@s:s/w#r d$1'"%41`
  const owner = new pg.Client({ connectionString: Object.assign(new URL(template), { pathname: '/postgres' }).href })
  await owner.connect()
  try {
    await owner.query(`create role ${name} superuser login password ${owner.escapeLiteral(password)}`)
    await owner.query(`create database ${name} template template0`)
    const env = {
      PATH: process.env.PATH,
      PGPASSWORD: password,
      DATABASE_URL: `postgres://${name}@${template.host}/${name}`,
    }
    execFileSync(process.execPath, [join(root, 'apps/cli/dist/main.js'), 'migrate'], { env, stdio: 'pipe' })
  } finally {
    await owner.query(`drop database if exists ${name} with (force)`)
    await owner.query(`drop role if exists ${name}`)
    await owner.end()
  }
})

it('npm run serve and npm run relance read .env; what the environment says wins', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const name of ['serve', 'relance']) expect(scripts[name]).toContain('--import ./tools/env-file.mjs ')
  const folder = mkdtempSync(join(tmpdir(), 'relance-env-'))
  try {
    writeFileSync(join(folder, '.env'), `CRON_SECRET='a # b $c'\nPORT=4000\n`)
    const print = 'console.log(JSON.stringify([process.env.CRON_SECRET, process.env.PORT]))'
    const words = ['--import', join(root, 'tools/env-file.mjs'), '-e', print]
    const read = (env) =>
      JSON.parse(execFileSync(process.execPath, words, { cwd: folder, env: { PATH: process.env.PATH, ...env } }))
    expect(read({ PORT: '5000' })).toEqual(['a # b $c', '5000'])
    rmSync(join(folder, '.env'))
    expect(read({ PORT: '5000' })).toEqual([null, '5000'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
