/** The examples of docs/proxy, with the real nginx and the real Caddy in front of a server. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { freePort } from '../database/pgbouncer.ts'
import { makeLead, PASSWORD, startTestApi, type TestApi } from '../test-api.ts'
import { type Child, startChild } from '../triggers/child.ts'
import { describeWhere, librariesOf, unpackDebian } from '../triggers/programs.ts'

jest.setTimeout(180_000)
const EXAMPLES = join(__dirname, '../../../../docs/proxy')
const NAME = 'relance.example.com'
const example = (file: string): string => readFileSync(join(EXAMPLES, file), 'utf8')

let api: TestApi
let folder: string
let upstream: string
beforeAll(async () => {
  api = await startTestApi({ PUBLIC_URL: `https://${NAME}`, TRUST_PROXY: '1' })
  upstream = new URL(await api.app.getUrl()).host
  folder = mkdtempSync(join(tmpdir(), 'relance-proxy-'))
  chmodSync(folder, 0o777)
})
afterAll(async () => {
  await api?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const PROXIES: Record<string, (packages: string, port: number) => Promise<Child>> = {
  nginx: (packages, port) => {
    const certificate = ['-keyout', `${folder}/privkey.pem`, '-out', `${folder}/fullchain.pem`]
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${NAME}`, ...certificate],
      { stdio: 'ignore' },
    )
    const server = example('nginx.conf')
      .replace('listen 443', `listen 127.0.0.1:${port}`)
      .replace(/\nserver \{\n {2}listen 80;[\s\S]*?\n\}\n/, '\n')
      .replaceAll(`/etc/letsencrypt/live/${NAME}`, folder)
      .replace('/var/log/nginx', folder)
      .replace('127.0.0.1:3000', upstream)
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${folder}/${name};`)
      .join('\n')
    writeFileSync(
      `${folder}/nginx.conf`,
      `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr notice; events {}\nhttp { ${paths}\n${server}\n}`,
    )
    return startChild(
      `${packages}/usr/sbin/nginx`,
      ['-p', folder, '-e', 'stderr', '-c', `${folder}/nginx.conf`],
      /event method/,
      { env: { LD_LIBRARY_PATH: librariesOf(packages) } },
    )
  },
  caddy: (packages, port) => {
    writeFileSync(
      `${folder}/Caddyfile`,
      `{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n${example('Caddyfile')
        .replace(`${NAME} {`, `${NAME}:${port} {\n\ttls internal`)
        .replace('127.0.0.1:3000', upstream)}`,
    )
    return startChild(
      `${packages}/usr/bin/caddy`,
      ['run', '--config', `${folder}/Caddyfile`, '--adapter', 'caddyfile'],
      /certificate obtained successfully/,
      { env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, LD_LIBRARY_PATH: librariesOf(packages) } },
    )
  },
}

const packages = Object.fromEntries(Object.keys(PROXIES).map((name) => [name, unpackDebian(name)]))

describe.each(Object.keys(PROXIES))('behind %s', (name) => {
  const inFront = describeWhere(packages[name] !== null, name)
  inFront('as the example has it', () => {
    let port: number
    let proxy: Child
    beforeAll(async () => {
      port = await freePort()
      proxy = await (PROXIES[name] as (typeof PROXIES)[string])(packages[name] ?? '', port)
    })
    afterAll(() => proxy?.stop())

    const open = (
      method: string,
      path: string,
      headers: Record<string, string> = {},
      body?: string,
    ): Promise<IncomingMessage> =>
      new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port, servername: NAME, rejectUnauthorized: false, agent: false as const }
        const asked = request({ ...options, method, path, headers: { Host: NAME, ...headers } }, resolve)
        asked.on('error', reject)
        asked.end(body)
      })
    const ask = async (...asked: Parameters<typeof open>) => {
      const answer = await open(...asked)
      return { status: answer.statusCode, headers: answer.headers, body: await text(answer) }
    }
    const signIn = async (): Promise<string> => {
      const answer = await ask(
        'POST',
        '/api/auth/login',
        { 'Content-Type': 'application/json', Origin: `https://${NAME}`, 'Sec-Fetch-Site': 'same-origin' },
        JSON.stringify({ email: 'admin@demo.invalid', password: PASSWORD }),
      )
      expect([answer.status, answer.body.slice(0, 200)]).toEqual([200, expect.any(String)])
      const cookies = answer.headers['set-cookie'] ?? []
      expect(cookies.join()).toMatch(/__Host-.*Secure/)
      return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
    }

    it('one signs in, live updates arrive at once, and a file of some megabytes gets through', async () => {
      expect((await ask('GET', '/health/live')).status).toBe(200)
      const cookie = await signIn()
      const stream = await open('GET', '/api/events', { Cookie: cookie })
      expect(stream.headers['content-type']).toMatch(/event-stream/)
      const told = (async () => {
        let heard = ''
        for await (const chunk of stream) if (/"leads"|lead/.test((heard += String(chunk)))) return true
        return false
      })()
      await makeLead(api.admin, null)
      expect(await told).toBe(true)
      stream.destroy()

      const csv = `firstName,lastName\n${'Zoé,Martin\n'.repeat(250_000)}`
      const headers = { Cookie: cookie, 'Content-Type': 'text/csv', Origin: `https://${NAME}` }
      const columns = await ask('POST', '/api/leads/import/columns', headers, csv)
      expect([columns.status, columns.body.slice(0, 200)]).toEqual([200, expect.any(String)])
    })

    it('who claims another address in X-Forwarded-For is counted by the own one', async () => {
      const statuses: (number | undefined)[] = []
      for (let guess = 0; guess < 12; guess++) {
        const headers = { Authorization: `Bearer wrong-${guess}`, 'X-Forwarded-For': `203.0.113.${guess}` }
        statuses.push((await ask('POST', '/api/gestion/auto-relance', headers)).status)
      }
      expect(statuses).toContain(429)
    })
  })
})
