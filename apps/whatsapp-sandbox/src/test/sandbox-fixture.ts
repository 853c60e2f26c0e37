/** The sandbox over real HTTP, our client before it, and behind it what Relance would have received. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Content, SendOutcome, ChannelEvent } from '@relance/relance/core'
import { createCloudSender, whatsApp } from '@relance/whatsapp'
import { type Sandbox, startSandbox } from '../server.ts'

export const TOKEN = 'token-of-the-test'
export const SECRET = 'app-secret-of-the-test'
export const NUMBER = '106540352242922'
export const ACCOUNT = '102290129340398'
export const VERIFY_TOKEN = 'verify-me'
export const TEMPLATE = {
  kind: 'template',
  name: 'relance_1',
  language: 'fr',
  parameters: [{ value: 'Zoé' }, { value: 'Éclair SA' }],
} as const satisfies Content

const folder = mkdtempSync(join(tmpdir(), 'relance-sandbox-'))
export const logFile = join(folder, 'accepted.ndjson')
export const otherLogFile = join(folder, 'restarted.ndjson')

export const received: { body: Buffer; signature: string | undefined }[] = []
let status = 200
/** The HTTP status that webhooks are answered with. */
export const answerWith = (code: number): void => {
  status = code
}
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const url = new URL(request.url ?? '/', 'http://x')
    if (request.method === 'GET') {
      const isOurs = url.searchParams.get('hub.verify_token') === VERIFY_TOKEN
      response.writeHead(isOurs ? 200 : 403)
      return response.end(isOurs ? url.searchParams.get('hub.challenge') : '')
    }
    const signature = request.headers['x-hub-signature-256']
    received.push({ body: Buffer.concat(chunks), signature: typeof signature === 'string' ? signature : undefined })
    response.writeHead(status)
    response.end()
    receiver.emit('received')
  })
})

let sandbox: Sandbox
export const url = (): string => sandbox.url
export const webhookUrl = (): string =>
  `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/api/whatsapp/webhook`
export const options = () => ({
  token: TOKEN,
  businessAccountId: ACCOUNT,
  appSecret: SECRET,
  webhookUrl: webhookUrl(),
})

/** Started before the tests of a file and ended after them; every test finds it new, quick and without limits for one person. */
export function useSandbox(): void {
  beforeAll(async () => {
    receiver.listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    const numbers = { phoneNumberIds: [NUMBER, '2'] }
    sandbox = await startSandbox({ ...options(), ...numbers, logFile, isLogSynced: true }, 0, '127.0.0.1')
  })
  afterAll(async () => {
    await sandbox.close()
    receiver.closeAllConnections()
    receiver.close()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    received.length = 0
    answerWith(200)
    await ask('POST', 'reset')
    await ask('PUT', 'behaviour', { statuses: { sentMs: 0, deliveredMs: 0, readMs: 0 }, limits: { pairMs: 0 } })
  })
}

export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${url()}/sandbox/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
/** Waits as long as a test may take: a send given up early is unknown, which is what faults are recognised by. */
export const cloud = (token = TOKEN) => ({ url: url(), version: 'v24.0', token, fetch, timeoutMs: 60_000 })
export const send = (
  relanceId: string,
  content: Content = TEMPLATE,
  { to = '+33639980012', token = TOKEN, phoneNumberId = NUMBER } = {},
): Promise<SendOutcome> => createCloudSender({ ...cloud(token), phoneNumberId }).send({ relanceId, to, content })
/** A send whose answer is not waited for any longer once `isTaken` resolves. */
export function sendUntil(relanceId: string, isTaken: Promise<void>): Promise<SendOutcome> {
  const end = new AbortController()
  void isTaken.then(() => end.abort())
  const impatient: typeof fetch = (input, init) => fetch(input, { ...init, signal: end.signal })
  const sender = createCloudSender({ ...cloud(), fetch: impatient, phoneNumberId: NUMBER })
  return sender.send({ relanceId, to: '+33639980012', content: TEMPLATE })
}
export const events = (): ChannelEvent[] =>
  received.flatMap(({ body }) => whatsApp.eventsOf(JSON.parse(body.toString()), 0))
/** Until what was received satisfies the condition; the test's own time limit ends a wait in vain. */
export async function until(isThere: () => boolean): Promise<void> {
  while (!isThere()) await once(receiver, 'received')
}
export const statusesOf = (relanceId: string): string[] =>
  events().flatMap((event) => (event.kind === 'status' && event.relanceId === relanceId ? [event.status] : []))
