/** The sandbox and our client, each strict, over real HTTP. */
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Content, SendOutcome, WhatsAppEvent } from '@relance/relance/core'
import { createCloudSender, listTemplates, readWebhook, testConnection, verifySignature } from '@relance/whatsapp'
import { type Sandbox, startSandbox } from './server.ts'

const TOKEN = 'token-of-the-test'
const SECRET = 'app-secret-of-the-test'
const NUMBER = '106540352242922'
const ACCOUNT = '102290129340398'
const folder = mkdtempSync(join(tmpdir(), 'relance-sandbox-'))
const logFile = join(folder, 'accepted.ndjson')

/** What Relance would have received; `answerWith` is its HTTP status. */
const received: { body: Buffer; signature: string | undefined }[] = []
let answerWith = 200
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const url = new URL(request.url ?? '/', 'http://x')
    if (request.method === 'GET') {
      const isOurs = url.searchParams.get('hub.verify_token') === 'verify-me'
      response.writeHead(isOurs ? 200 : 403)
      return response.end(isOurs ? url.searchParams.get('hub.challenge') : '')
    }
    const signature = request.headers['x-hub-signature-256']
    received.push({ body: Buffer.concat(chunks), signature: typeof signature === 'string' ? signature : undefined })
    response.writeHead(answerWith)
    response.end()
    receiver.emit('received')
  })
})

let sandbox: Sandbox
let webhookUrl: string
beforeAll(async () => {
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/api/whatsapp/webhook`
  const options = {
    token: TOKEN,
    businessAccountId: ACCOUNT,
    appSecret: SECRET,
    webhookUrl,
    logFile,
    isLogSynced: true,
  }
  sandbox = await startSandbox({ ...options, phoneNumberIds: [NUMBER, '2'] }, 0, '127.0.0.1')
})
afterAll(async () => {
  await sandbox.close()
  receiver.closeAllConnections()
  receiver.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  received.length = 0
  answerWith = 200
  await ask('POST', 'reset')
  await ask('PUT', 'behaviour', { statuses: { sentMs: 0, deliveredMs: 0, readMs: 0 }, limits: { pairMs: 0 } })
})

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${sandbox.url}/sandbox/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
const cloud = (token = TOKEN) => ({ url: sandbox.url, version: 'v24.0', token, fetch, timeoutMs: 300 })
const TEMPLATE: Content = {
  kind: 'template',
  name: 'relance_1',
  language: 'fr',
  parameters: [{ value: 'Zoé' }, { value: 'Éclair SA' }],
}
const send = (
  relanceId: string,
  content: Content = TEMPLATE,
  { to = '+33639980012', token = TOKEN, phoneNumberId = NUMBER, timeoutMs = 300 } = {},
): Promise<SendOutcome> =>
  createCloudSender({ ...cloud(token), phoneNumberId, timeoutMs }).send({ relanceId, to, content })
const summary = () => ask<{ accepted: number; distinct: number; twice: string[] }>('GET', 'accepted-summary')
const events = (): WhatsAppEvent[] => received.flatMap(({ body }) => readWebhook(JSON.parse(body.toString()), 0))
/** Until what was received satisfies the condition; the test's own time limit ends a wait in vain. */
async function until(isThere: () => boolean): Promise<void> {
  while (!isThere()) await once(receiver, 'received')
}
const statusesOf = (relanceId: string): string[] =>
  events().flatMap((event) => (event.kind === 'status' && event.relanceId === relanceId ? [event.status] : []))

it('a template is accepted, written down, and becomes delivered and read, with its price', async () => {
  const outcome = await send('r1')
  expect(outcome).toEqual({ kind: 'accepted', messageId: expect.stringMatching(/^wamid\./), number: '+33639980012' })
  const lines = readFileSync(logFile, 'utf8').trim().split('\n')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    opaque: 'r1',
    to: '33639980012',
    text: 'Bonjour Zoé, avez-vous pu regarder notre proposition ? Éclair SA reste à votre disposition.',
  })
  await until(() => statusesOf('r1').length >= 3)
  expect(statusesOf('r1').sort()).toEqual(['delivered', 'read', 'sent'])
  expect(events()).toContainEqual(
    expect.objectContaining({ status: 'delivered', pricing: { isBillable: true, category: 'marketing' } }),
  )
})

it.each<[string, string, Content]>([
  ['an unknown template', 'stop_rule 132001', { ...TEMPLATE, name: 'nothing' }],
  ['another language', 'stop_rule 132001', { ...TEMPLATE, language: 'de' }],
  ['a paused template', 'stop_rule 132015', { ...TEMPLATE, name: 'promo_ete', parameters: [{ value: 'Zoé' }] }],
  ['a refused template', 'stop_rule 132001', { ...TEMPLATE, name: 'gagnez_tout', parameters: [{ value: 'Zoé' }] }],
  ['too few parameters', 'stop_rule 132000', { ...TEMPLATE, parameters: [{ value: 'Zoé' }] }],
  ['parameters for a template without any', 'stop_rule 132000', { ...TEMPLATE, name: 'sans_variable' }],
  [
    'names for a numbered template',
    'skip 100',
    {
      ...TEMPLATE,
      parameters: [
        { name: 'a', value: 'a' },
        { name: 'b', value: 'b' },
      ],
    },
  ],
  ['no name for a named one', 'skip 100', { ...TEMPLATE, name: 'relance_2', parameters: [{ value: 'Zoé' }] }],
  [
    'a text too long once filled',
    'skip 132005',
    { ...TEMPLATE, parameters: [{ value: 'é'.repeat(1_000) }, { value: 'a' }] },
  ],
])('refuses %s', async (_, expected, content) => {
  const outcome = await send('r1', content)
  expect(outcome.kind === 'refused' ? `${outcome.reaction} ${outcome.error.code}` : outcome).toBe(expected)
  expect((await summary()).accepted).toBe(0)
})

it('refuses a wrong token, an unknown number, and bodies that are not to the letter', async () => {
  expect(await send('r1', TEMPLATE, { token: 'wrong' })).toMatchObject({
    reaction: 'stop_account',
    error: { code: 190 },
  })
  expect(await send('r1', TEMPLATE, { phoneNumberId: '404' })).toMatchObject({ kind: 'refused', error: { code: 100 } })
  const good = { messaging_product: 'whatsapp', to: '33639980012', type: 'text', text: { body: 'a' } }
  const template = { name: 'relance_1', language: { code: 'fr' } }
  const post = async (body: unknown) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
    const answer = await fetch(`${sandbox.url}/v24.0/${NUMBER}/messages`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const { error } = (await answer.json()) as { error?: { code: number } }
    return error?.code
  }
  const bodies: [unknown, number | undefined][] = [
    [good, undefined],
    [{ ...good, messaging_product: undefined }, 100],
    [{ ...good, to: undefined }, 131_008],
    [{ ...good, to: 'Zoé' }, 131_009],
    [{ ...good, surprise: 1 }, 100],
    [{ ...good, recipient_type: 'group' }, 131_009],
    [{ ...good, text: { body: '' } }, 131_008],
    [{ ...good, text: { body: 'a'.repeat(4_097) } }, 100],
    [{ ...good, type: 'image' }, 131_051],
    [
      {
        ...good,
        type: 'template',
        text: undefined,
        template: { ...template, language: { code: 'fr', policy: 'fallback' } },
      },
      131_009,
    ],
    [{ ...good, biz_opaque_callback_data: 'a'.repeat(513) }, 131_009],
    [[], 100],
  ]
  for (const [body, code] of bodies) expect([body, await post(body)]).toEqual([body, code])
})

it('free text passes while the 24 hours last, and fails later when they are over', async () => {
  const text: Content = { kind: 'text', body: 'Bonjour' }
  expect(await send('closed', text)).toMatchObject({ kind: 'accepted' })
  await until(() => statusesOf('closed').length > 0)
  expect(events()).toContainEqual(
    expect.objectContaining({
      status: 'failed',
      error: expect.objectContaining({ code: 131_047, reaction: 'need_template' }),
    }),
  )
  await ask('POST', 'reply', { from: '+33 6 39 98 00 12', text: 'Oui, demain 👍' })
  await until(() => events().some((event) => event.kind === 'inbound' && event.text === 'Oui, demain 👍'))
  await ask('PUT', 'behaviour', { personErrors: 'at_once' })
  expect(await send('open', text)).toMatchObject({ kind: 'accepted' })
  await ask('POST', 'clock', { advanceMs: 86_400_000 })
  expect(await send('over', text)).toMatchObject({ kind: 'refused', error: { code: 131_047 } })
})

it('a person without WhatsApp, one who stopped marketing, one who has had enough', async () => {
  await ask('PUT', 'behaviour', { personErrors: 'at_once' })
  const [no, stopped, capped] = ['33639980021', '33639980022', '33639980023']
  await ask('POST', 'person', { number: no, isOnWhatsApp: false })
  await ask('POST', 'preference', { from: stopped, value: 'stop' })
  await ask('POST', 'person', { number: capped, isCapped: true })
  expect(await send('a', TEMPLATE, { to: `+${no}` })).toMatchObject({ reaction: 'mark_unreachable' })
  expect(await send('b', TEMPLATE, { to: `+${stopped}` })).toMatchObject({ reaction: 'opt_out' })
  expect(await send('c', TEMPLATE, { to: `+${capped}` })).toMatchObject({ reaction: 'wait_a_day' })
  const utility: Content = { ...TEMPLATE, name: 'rappel_rendez_vous' }
  expect(await send('d', utility, { to: `+${stopped}` })).toMatchObject({ kind: 'accepted' })
  await until(() => events().some((event) => event.kind === 'preference' && !event.wantsMarketing))
})

it('the limits: messages a second, one person, persons a day', async () => {
  await ask('PUT', 'behaviour', { limits: { messagesPerSecond: 3, pairMs: 6_000, peoplePerDay: 4 } })
  const to = (index: number) => ({ to: `+3363998010${index}` })
  for (const index of [1, 2, 3])
    expect(await send(`r${index}`, TEMPLATE, to(index))).toMatchObject({ kind: 'accepted' })
  expect(await send('r4', TEMPLATE, to(4))).toMatchObject({ reaction: 'slow_number' })
  expect(await send('other', TEMPLATE, { ...to(9), phoneNumberId: '2' })).toMatchObject({ kind: 'accepted' })
  await ask('POST', 'clock', { advanceMs: 1_000 })
  expect(await send('r5', TEMPLATE, to(1))).toMatchObject({ reaction: 'slow_recipient' })
  expect(await send('r6', TEMPLATE, to(5))).toMatchObject({ error: { code: 131_048 } })
  await ask('POST', 'clock', { advanceMs: 86_400_000 })
  expect(await send('r7', TEMPLATE, to(5))).toMatchObject({ kind: 'accepted' })
})

it('whatever goes wrong after it accepted is in its log, and unknown to the client', async () => {
  for (const fault of ['accept_then_timeout', 'accept_then_500', 'accept_then_reset', 'accept_then_slow']) {
    await ask('PUT', 'behaviour', { faults: { [fault]: 100 } })
    expect([fault, await send(fault)]).toMatchObject([fault, { kind: 'unknown' }])
    await ask('PUT', 'behaviour', { faults: { [fault]: 0 } })
    await until(() => statusesOf(fault).includes('read'))
  }
  for (const fault of ['timeout', 'reset', 'error_500', 'error_503', 'rate_limited', 'refused']) {
    await ask('PUT', 'behaviour', { faults: { [fault]: 100 } })
    const isSure = ['rate_limited', 'refused'].includes(fault)
    expect([fault, await send(fault)]).toMatchObject([fault, { kind: isSure ? 'refused' : 'unknown' }])
    await ask('PUT', 'behaviour', { faults: { [fault]: 0 } })
  }
  expect(await summary()).toEqual({ accepted: 4, distinct: 4, twice: [] })
  await send('accept_then_500')
  expect(await summary()).toEqual({ accepted: 5, distinct: 4, twice: ['accept_then_500'] })
})

it('percentages are kept, and the same seed plays the same again whatever the order', async () => {
  const ids = Array.from({ length: 400 }, (_, index) => `r${index}`)
  const play = async (order: readonly string[]) => {
    await ask('POST', 'reset')
    await ask('PUT', 'behaviour', {
      seed: 7,
      faults: { accept_then_500: 10, error_500: 5, rate_limited: 5 },
      limits: { messagesPerSecond: 100_000, pairMs: 0 },
      statuses: { silentPercent: 100 },
    })
    const outcomes = await Promise.all(
      order.map(async (id) => [id, (await send(id, TEMPLATE, { timeoutMs: 15_000 })).kind] as const),
    )
    return new Map(outcomes)
  }
  const first = await play(ids)
  const again = await play([...ids].reverse())
  expect(new Map([...again].sort())).toEqual(new Map([...first].sort()))
  const count = (kind: string) => [...first.values()].filter((one) => one === kind).length
  expect(count('unknown')).toBeGreaterThan(35)
  expect(count('unknown')).toBeLessThan(85)
  expect(count('refused')).toBeGreaterThan(6)
  expect(count('refused')).toBeLessThan(38)
}, 20_000)

it('webhooks are genuine, escaped, in copies, in any order, several at a time, and come again until taken', async () => {
  await ask('PUT', 'behaviour', {
    limits: { messagesPerSecond: 1_000 },
    delivery: { copies: 3, jitterMs: 300, perPost: 4, retryMs: 50 },
    statuses: { skipDeliveredPercent: 50, idOnlyPercent: 50, beforeAnswerPercent: 50 },
  })
  answerWith = 503
  const ids = Array.from({ length: 20 }, (_, index) => `r${index}`)
  await Promise.all(ids.map((id, index) => send(id, TEMPLATE, { to: `+336399802${String(index).padStart(2, '0')}` })))
  await ask('POST', 'reply', { from: '33639980012', text: 'Déjà vu http://a/b 👋🏽', idOnly: true })
  await until(() => received.length > 5)
  const refused = received.length
  answerWith = 200
  await until(() => ids.every((id) => statusesOf(id).filter((status) => status === 'read').length >= 3))
  expect(received.length).toBeGreaterThan(refused)
  for (const { body, signature } of received) {
    expect(await verifySignature(body, signature, SECRET)).toBe(true)
    expect(body.every((byte) => byte < 0x80)).toBe(true)
  }
  const all = events()
  expect(all).toContainEqual(
    expect.objectContaining({ kind: 'status', to: null, userId: expect.stringMatching(/^FR\./) }),
  )
  await until(() => events().some((event) => event.kind === 'inbound' && event.text === 'Déjà vu http://a/b 👋🏽'))
  expect(received.some(({ body }) => body.includes('\\u00e9') && body.includes('\\/'))).toBe(true)
  expect(new Set(received.map(({ body }) => JSON.parse(body.toString()).entry.length)).size).toBeGreaterThan(1)
  expect(ids.some((id) => !statusesOf(id).includes('delivered'))).toBe(true)
}, 20_000)

it('simulated replies come by themselves when told so; a button and a reaction when asked', async () => {
  await ask('PUT', 'behaviour', { replies: { percent: 100, afterMs: 0, texts: ['STOP'] } })
  await send('r1')
  await until(() => events().some((event) => event.kind === 'inbound' && event.text === 'STOP'))
  await ask('POST', 'reply', { from: '33639980012', button: { text: 'Stop promotions' }, contextId: 'wamid.A' })
  await ask('POST', 'reply', { from: '33639980012', reaction: { messageId: 'wamid.A', emoji: '👍' } })
  await until(() => events().filter((event) => event.kind === 'inbound').length >= 3)
  expect(events()).toContainEqual(
    expect.objectContaining({ content: 'button', payload: 'Stop promotions', inReplyTo: 'wamid.A' }),
  )
  expect(events()).toContainEqual(expect.objectContaining({ content: 'reaction', text: '👍' }))
})

it('the templates of the account are read page by page; a new one is approved, one changes', async () => {
  for (let index = 0; index < 130; index++) {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
    const components = [{ type: 'BODY', text: 'Bonjour {{1}} !', example: { body_text: [['Zoé']] } }]
    const body = JSON.stringify({ name: `t_${index}`, language: 'fr', category: 'UTILITY', components })
    const made = await fetch(`${sandbox.url}/v24.0/${ACCOUNT}/message_templates`, { method: 'POST', headers, body })
    expect(made.status).toBe(200)
  }
  const list = await listTemplates({ ...cloud(), businessAccountId: ACCOUNT })
  if (!list.ok) throw new Error(list.error.details)
  expect(new Set(list.templates.map(({ name }) => name)).size).toBe(138)
  expect(list.templates.find(({ name }) => name === 'relance_2')).toMatchObject({
    parameterFormat: 'named',
    parameters: [{ place: 'body', name: 'prenom' }],
    status: 'APPROVED',
    buttons: ['Stop promotions'],
  })
  await ask('POST', 'template-status', { name: 'relance_1', language: 'fr', event: 'PAUSED', reason: 'LOW_QUALITY' })
  await until(() => events().some(({ kind }) => kind === 'template_status'))
  expect(events()).toContainEqual({
    kind: 'template_status',
    name: 'relance_1',
    language: 'fr',
    status: 'PAUSED',
    reason: 'LOW_QUALITY',
  })
  expect(await send('r1')).toMatchObject({ error: { code: 132_015 } })
  expect(await listTemplates({ ...cloud('wrong'), businessAccountId: ACCOUNT })).toMatchObject({
    ok: false,
    error: { code: 190 },
  })
})

describe('the test of a connection', () => {
  const connect = (more: object = {}) =>
    testConnection({
      ...cloud(),
      phoneNumberId: NUMBER,
      businessAccountId: ACCOUNT,
      webhookUrl,
      verifyToken: 'verify-me',
      challenge: '1158201444',
      neededTemplates: [],
      ...more,
    }).then((findings) => findings.map(({ code }) => code))

  it('finds everything in order', async () => {
    expect(await connect()).toEqual([
      'token_works',
      'number_ready',
      'account_holds_number',
      'templates_ready',
      'subscription_ready',
      'webhook_answers',
    ])
  })
  it('says what is wrong, and what it could therefore not look at', async () => {
    const unseen = Array.from({ length: 4 }, () => 'not_looked_at')
    expect(await connect({ token: 'wrong' })).toEqual(['token_refused', ...unseen, 'webhook_answers'])
    expect(await connect({ url: 'http://no-such-host.invalid' })).toEqual([
      'api_unreachable',
      ...unseen,
      'webhook_answers',
    ])
    expect(await connect({ url: webhookUrl })).toEqual(['api_answers_strangely', ...unseen, 'webhook_answers'])
    expect((await connect({ phoneNumberId: '404' }))[1]).toBe('number_unknown')
    expect((await connect({ businessAccountId: undefined }))[2]).toBe('account_missing')
    expect((await connect({ businessAccountId: '404' }))[2]).toBe('account_unknown')
    expect((await connect({ webhookUrl: undefined }))[5]).toBe('webhook_address_missing')
    expect((await connect({ verifyToken: 'other' }))[5]).toBe('webhook_refuses')
    expect((await connect({ webhookUrl: 'https://no-such-host.invalid/x' }))[5]).toBe('webhook_unreachable')
    await ask('PUT', 'webhook', { url: null })
    expect((await connect())[4]).toBe('subscription_missing')
    await ask('PUT', 'webhook', { url: webhookUrl })
  })
})

it('a behaviour that does not exist and a request of a browser are refused', async () => {
  await expect(ask('PUT', 'behaviour', { faults: { explode: 1 } })).rejects.toThrow(/422.*explode/s)
  await expect(ask('PUT', 'behaviour', { faults: { timeout: 101 } })).rejects.toThrow('422')
  const fromPage = await fetch(`${sandbox.url}/sandbox/reset`, {
    method: 'POST',
    headers: { origin: 'https://evil.invalid' },
  })
  expect(fromPage.status).toBe(403)
  expect(await ask('POST', 'webhook-challenge', { verifyToken: 'verify-me' })).toEqual({
    status: 200,
    isVerified: true,
  })
})

it('killed before it has told everything, it tells the rest at its next start, and knows what it accepted', async () => {
  const file = join(folder, 'restarted.ndjson')
  const options = { token: TOKEN, businessAccountId: ACCOUNT, appSecret: SECRET, webhookUrl, phoneNumberIds: [NUMBER] }
  const open = () => startSandbox({ ...options, logFile: file, isLogSynced: false }, 0, '127.0.0.1')
  const first = await open()
  const sendTo = (at: Sandbox, relanceId: string) =>
    createCloudSender({ ...cloud(), url: at.url, phoneNumberId: NUMBER }).send({
      relanceId,
      to: `+3363998003${relanceId.slice(1)}`,
      content: TEMPLATE,
    })
  await sendTo(first, 'k1')
  await until(() => statusesOf('k1').includes('read'))
  await sendTo(first, 'k2')
  await first.close()
  expect(statusesOf('k2')).not.toContain('read')
  // What a process killed while writing leaves behind.
  appendFileSync(file, '{"ordinal":3,"messa')
  received.length = 0
  const second = await open()
  await until(() => statusesOf('k2').includes('read'))
  expect(statusesOf('k1')).toEqual([])
  const told = await fetch(`${second.url}/sandbox/accepted-summary`)
  expect(await told.json()).toEqual({ accepted: 2, distinct: 2, twice: [] })
  await second.close()
})
