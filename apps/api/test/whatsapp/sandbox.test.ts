/** A message's whole life with real processes: a server, a worker that is killed, and the sandbox that stands for WhatsApp. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import type { SendOutcome } from '@relance/relance/core'
import {
  addLeads,
  addRule,
  createTestDatabase,
  mapTemplates,
  startSandbox,
  type TestDatabase,
  type TestSandbox,
} from '@relance/testing'
import { readConfig } from '../../src/environment/config.ts'
import { accountOf, sendersOf } from '../../src/whatsapp/cloud.ts'
import { checkWhatsApp } from '../../../cli/src/whatsapp.ts'

const MAIN = join(__dirname, '../../dist/main.js')
const CLI = join(__dirname, '../../../cli/dist/main.js')
const BODY = 'Bonjour {{1}}, avez-vous pu regarder notre proposition ? {{2}} reste à votre disposition.'
const LEADS = 60
let test: TestDatabase
let sandbox: TestSandbox
let port: number
/** Takes whatever is sent to it, and never answers. */
let silent: Server
/** Begun before the first test, so that its seconds pass meanwhile. */
let unanswered: Promise<{ outcome: SendOutcome | undefined; waitedMs: number }>
const children = new Set<ChildProcess>()

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

beforeAll(async () => {
  silent = createServer((socket) => socket.resume())
  unanswered = sendTo(await listen(silent))
  const spare = createServer()
  port = await listen(spare)
  await new Promise((resolve) => spare.close(resolve))
  test = await createTestDatabase()
  sandbox = await startSandbox({ webhookUrl: `http://127.0.0.1:${port}/api/whatsapp/webhook` })
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  silent.close()
  await sandbox.stop()
  await test.drop()
})

/** With the sender of a server for which nobody has said how long it is to wait. */
async function sendTo(cloudPort: number) {
  const read = readConfig({
    DATABASE_URL: 'postgres://nobody@127.0.0.1/none',
    CRON_SECRET: 'a-secret-of-the-cron',
    WHATSAPP_API_URL: `http://127.0.0.1:${cloudPort}`,
    WHATSAPP_TOKEN: 'token',
    WHATSAPP_PHONE_NUMBER_ID: '1',
    WHATSAPP_APP_SECRET: 'secret',
    WHATSAPP_VERIFY_TOKEN: 'verify-me',
  })
  const account = read.ok ? accountOf(read.config) : null
  const beganAt = performance.now()
  const content = { kind: 'text', body: 'Bonjour' } as const
  const sender = account ? sendersOf(account).get('1') : undefined
  const outcome = await sender?.send({ relanceId: 'relance-1', to: '+33639980099', content })
  return { outcome, waitedMs: performance.now() - beganAt }
}

async function start(role: 'web' | 'worker'): Promise<ChildProcess> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: test.url,
    CRON_SECRET: 'a-secret-of-the-cron',
    HOST: '127.0.0.1',
    PORT: role === 'web' ? String(port) : '0',
    APP_ROLE: role,
    WHATSAPP_TIMEOUT_SECONDS: '1',
    ...sandbox.environment,
  }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => String(chunk).includes('listens') && resolve())
    child.once('exit', (code) => reject(new Error(`The ${role} ended with ${code}.`)))
  })
  return child
}

const accepted = () => sandbox.ask<{ opaque: string }[]>('GET', 'accepted')

const states = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await test.db.query<{ state: string; n: number }>('select state, count(*)::int n from relances group by state')
    ).map(({ state, n }) => [state, n]),
  )

/** Looks until `isThere`; a wait in vain ends with the test. */
async function until(isThere: (seen: Record<string, number>) => boolean): Promise<void> {
  while (!isThere(await states())) await new Promise((resolve) => setTimeout(resolve, 50))
}

it('a worker killed in the middle changes nothing: what was accepted is read, nothing twice, a reply ends the cadence', async () => {
  await addRule(test.db, { channel: 'whatsapp', window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' } })
  await mapTemplates(test.db)
  await test.db.query(
    `update templates set whatsapp_parameters = '[{"value": "{{ lead.firstName }}"}, {"value": "Éclair SA"}]'`,
  )
  await test.db.query(
    `update whatsapp_templates set template = jsonb_set(template, '{bodyText}', to_jsonb($1::text))`,
    [BODY],
  )
  await addLeads(test.db, LEADS, { lastContactAt: Date.now() - 10 * 86_400_000 })
  await sandbox.ask('PUT', 'behaviour', { latencyMs: 200, faults: { accept_then_timeout: 10, rate_limited: 5 } })
  await start('web')
  const first = await start('worker')
  const answer = await fetch(`http://127.0.0.1:${port}/api/gestion/auto-relance`, {
    method: 'POST',
    headers: { authorization: 'Bearer a-secret-of-the-cron' },
  })
  // The worker's own scheduler may have some of the leads in hand: then this run is `partial`.
  expect(answer.status).toBe(200)
  await until((seen) => Object.values(seen).reduce((sum, count) => sum + count, 0) === LEADS)

  // Killed with calls under way: their answers are lost, and only WhatsApp knows what became of them.
  while ((await accepted()).length < 20) await new Promise((resolve) => setTimeout(resolve, 20))
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect((await states()).sending).toBeGreaterThan(0)
  await start('worker')

  // What was taken and had not left stays for a person to settle: nobody can tell it from what had.
  await until(({ read = 0, unknown = 0 }) => read + unknown === LEADS)
  const log = (await accepted()).map(({ opaque }) => opaque)
  const read = await test.db.query<{ id: string }>(`select id from relances where state = 'read'`)
  expect(read.map(({ id }) => id).sort()).toEqual([...log].sort())
  expect(new Set(log).size).toBe(log.length)
  expect(log.length).toBeGreaterThan(LEADS / 3)
  const [lead] = await test.db.query<{ id: string; phone: string }>(
    `select l.id, l.phone from leads l join relances r on r.lead_id = l.id and r.state = 'read' limit 1`,
  )
  await sandbox.ask('POST', 'reply', { from: lead?.phone, text: 'Oui, appelez-moi 👍' })
  const enrolments = () =>
    test.db.query<{ state: string; reason: string | null }>('select state, reason from enrolments where lead_id = $1', [
      lead?.id,
    ])
  while ((await enrolments())[0]?.state !== 'ended') await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await enrolments()).toEqual([{ state: 'ended', reason: 'replied' }])
  expect(await test.db.query('select quality from whatsapp_numbers')).toEqual([{ quality: 'GREEN' }])
}, 240_000)

const environmentWith = (changed: Record<string, string>) => ({
  PATH: process.env.PATH,
  DATABASE_URL: test.url,
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  ...sandbox.environment,
  ...changed,
})

/** `relance whatsapp check`, in English, with its exit code. */
async function check(changed: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [CLI, 'whatsapp', 'check'], { env: environmentWith(changed) })
  children.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

/** The same without a process of its own: what it says when something is wrong. */
async function saidOf(changed: Record<string, string> = {}): Promise<string> {
  const lines: string[] = []
  const say = (line: string): void => void lines.push(line)
  const environment = environmentWith(changed)
  expect(await checkWhatsApp(test.db, { environment, language: undefined, say })).toBe(false)
  return lines.join('\n')
}

it('the command that tests the connection says what is wrong, and its exit code tells scripts', async () => {
  const [good, token, missing] = await Promise.all([
    check(),
    check({ WHATSAPP_TOKEN: 'another-token' }),
    check({ WHATSAPP_APP_SECRET: '' }),
  ])
  expect(good.said).toContain('✓ Access token: WhatsApp accepts the token.')
  expect(good.said).not.toMatch(/✗|–/)
  expect(token.said).toMatch(/✗ Access token: WhatsApp refuses the token: .+Make a new one/)
  expect(token.said).not.toContain('another-token')
  expect(missing.said).toContain('Missing: WHATSAPP_APP_SECRET')
  expect([good, token, missing].map(({ code }) => code)).toEqual([0, 1, 1])
  expect(await saidOf({ WHATSAPP_PHONE_NUMBER_ID: '999999999999999' })).toMatch(
    /✗ Sending number: This token does not see the number 999999999999999: /,
  )
  expect(await saidOf({ PUBLIC_URL: 'http://127.0.0.1:9' })).toMatch(
    /✗ Receiving address: .+ does not answer: The connection failed/,
  )
  await sandbox.ask('POST', 'template-status', { name: 'relance_1', language: 'fr', event: 'DISABLED' })
  expect(await saidOf()).toMatch(/✗ Templates: Active rules send templates .+: relance_1 \(fr\)/)
  const secret = await saidOf({ WHATSAPP_APP_SECRET: 'another-secret' })
  expect(secret).toMatch(/✗ App secret: WHATSAPP_APP_SECRET is not the secret of the token’s application/)
  expect(secret).not.toContain('another-secret')
}, 60_000)

it('unless told otherwise, a server waits ten seconds for an answer, and then does not know what became of the message', async () => {
  const { outcome, waitedMs } = await unanswered
  expect(outcome).toEqual({ kind: 'unknown', error: { code: null, details: 'No answer within 10 seconds.' } })
  expect(waitedMs).toBeGreaterThan(9_900)
}, 60_000)
