import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OutgoingMessage, SendOutcome } from '@relance/relance/core'
import { createCloudSender } from './cloud-sender.ts'
import { ERROR_CODES } from './errors.pure.ts'

const TOKEN = 'EAAGm0PX4ZCpsBAJ'
const TO = '+33639980012'
const ACCEPTED = { contacts: [{ input: TO, wa_id: TO.slice(1) }], messages: [{ id: 'wamid.A' }] }
const message = (content: OutgoingMessage['content']): OutgoingMessage => ({ relanceId: 'relance-1', to: TO, content })
const TEXT = message({ kind: 'text', body: 'Bonjour Zoé, toujours partante ?' })

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void
let handle: Handler
const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = []
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString()
    seen.push({ method: String(request.method), url: String(request.url), headers: request.headers, body })
    handle(request, response, body)
  })
})
let url: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  seen.length = 0
})

const answer =
  (status: number, body: unknown, headers: Record<string, string> = {}): Handler =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
/** As long as a test may take, where nothing is to be given up. */
const sender = (at = url, timeoutMs = 60_000) =>
  createCloudSender({ url: at, version: 'v24.0', phoneNumberId: '106540352242922', token: TOKEN, fetch, timeoutMs })
const send = (how: Handler, what = TEXT): Promise<SendOutcome> => {
  handle = how
  return sender().send(what)
}
const metaError = (code: number, details = 'Something.') => ({
  error: { message: `(#${code}) Something`, type: 'OAuthException', code, error_data: { details }, fbtrace_id: 'A' },
})

describe('what is asked of the Cloud API', () => {
  it.each([
    [{ hasMarketingApi: true, category: 'marketing' }, 'marketing_messages'],
    [{ hasMarketingApi: true, category: 'utility' }, 'messages'],
    [{ hasMarketingApi: false, category: 'marketing' }, 'messages'],
  ] as const)('with %j a template leaves by /%s', async ({ hasMarketingApi, category }, edge) => {
    handle = answer(200, ACCEPTED)
    const options = { url, version: 'v24.0', phoneNumberId: '1', token: TOKEN, fetch, timeoutMs: 60_000 }
    const content = { kind: 'template', name: 'suivi', language: 'fr', parameters: [] } as const
    await createCloudSender({ ...options, hasMarketingApi }).send({ ...message(content), category })
    expect(seen[0]?.url).toBe(`/v24.0/1/${edge}`)
  })

  it('a message again without our id, where that field is what is refused', async () => {
    const refusal = metaError(100, 'Unexpected key "biz_opaque_callback_data" on param "root".')
    const outcome = await send((request, response, body) =>
      body.includes('biz_opaque')
        ? answer(400, refusal)(request, response, body)
        : answer(200, ACCEPTED)(request, response, body),
    )
    expect(outcome).toMatchObject({ kind: 'accepted', messageId: 'wamid.A' })
    expect(seen).toHaveLength(2)
    expect((await send(answer(400, metaError(100, 'Unexpected key "x" on param "root".')))).kind).toBe('refused')
    expect(seen).toHaveLength(3)
  })

  it('of a person known by an id alone, that id in place of the number', async () => {
    const accepted = { contacts: [{ input: 'FR.1', user_id: 'FR.1' }], messages: [{ id: 'wamid.A' }] }
    const outcome = await send(answer(200, accepted), { ...TEXT, to: 'FR.ENT.11815799212886844830' })
    expect(outcome).toEqual({ kind: 'accepted', messageId: 'wamid.A', number: null })
    const body = JSON.parse(seen[0]?.body ?? '')
    expect([body.to, body.recipient]).toEqual([undefined, 'FR.ENT.11815799212886844830'])
  })

  it('a text, with our id to recognise its statuses by', async () => {
    expect(await send(answer(200, ACCEPTED))).toEqual({ kind: 'accepted', messageId: 'wamid.A', number: TO })
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/v24.0/106540352242922/messages',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    })
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: TO,
      type: 'text',
      text: { body: 'Bonjour Zoé, toujours partante ?', preview_url: false },
      biz_opaque_callback_data: 'relance-1',
    })
  })

  it('a template, its values in place and cleaned of what WhatsApp refuses', async () => {
    const parameters = [
      { value: 'Zoé\n\tMartin      Durand' },
      { place: 'button_1', value: 'abc' },
      { value: 'jeudi' },
      { place: 'header', value: 'Essai' },
    ] as const
    await send(answer(200, ACCEPTED), message({ kind: 'template', name: 'relance_1', language: 'fr', parameters }))
    expect(JSON.parse(seen[0]?.body ?? '').template).toEqual({
      name: 'relance_1',
      language: { policy: 'deterministic', code: 'fr' },
      components: [
        { type: 'header', parameters: [{ type: 'text', text: 'Essai' }] },
        {
          type: 'body',
          parameters: [
            { type: 'text', text: 'Zoé Martin Durand' },
            { type: 'text', text: 'jeudi' },
          ],
        },
        { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'abc' }] },
      ],
    })
  })

  it('named parameters carry their names; a template without parameters has no components', async () => {
    const named = {
      kind: 'template',
      name: 'n',
      language: 'fr',
      parameters: [{ name: 'prenom', value: 'Zoé' }],
    } as const
    await send(answer(200, ACCEPTED), message(named))
    await send(answer(200, ACCEPTED), message({ ...named, parameters: [] }))
    expect(JSON.parse(seen[0]?.body ?? '').template.components).toEqual([
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'prenom', text: 'Zoé' }] },
    ])
    expect(JSON.parse(seen[1]?.body ?? '').template).toEqual({
      name: 'n',
      language: { policy: 'deterministic', code: 'fr' },
    })
  })

  it.each<[string, OutgoingMessage]>([
    ['an empty text', message({ kind: 'text', body: ' \n' })],
    ['a text over 4,096 characters', message({ kind: 'text', body: 'a'.repeat(4_097) })],
    ['an empty value', message({ kind: 'template', name: 'n', language: 'fr', parameters: [{ value: ' ' }] })],
    ['a number that is not one', { ...TEXT, to: '0639980012' }],
  ])('%s is not even asked for', async (_, what) => {
    const outcome = await send(answer(200, ACCEPTED), what)
    expect(outcome).toMatchObject({ kind: 'refused', reaction: 'skip', error: { code: null } })
    expect(seen).toEqual([])
  })
})

describe('an answer that does not prove anything leaves the message unknown, and is never asked again', () => {
  it.each<[string, Handler]>([
    ['a connection cut after the request', (request) => request.socket.destroy()],
    ['a reset', (request) => request.socket.resetAndDestroy()],
    [
      'an answer that breaks off',
      (request, response) => {
        response.writeHead(200, { 'content-length': '500' })
        response.write('{"messages":[{"id":"wamid')
        setTimeout(() => request.socket.destroy(), 20)
      },
    ],
    ['an endless answer', answer(200, `{"messages":[{"id":"wamid.A"}],"x":"${'x'.repeat(200_000)}"}`)],
    ['200 without an id', answer(200, { messaging_product: 'whatsapp', messages: [] })],
    ['200 that is not JSON', answer(200, '<html>ok</html>')],
    ['200 with an error in it', answer(200, { ...ACCEPTED, ...metaError(131000) })],
    ['500 without a word', answer(500, '')],
    ['502 of a proxy', answer(502, '<html>Bad Gateway</html>')],
    ['503', answer(503, '{}')],
    ['504', answer(504, '')],
    ['408', answer(408, '')],
    ['500 with “unknown error” (131000)', answer(500, metaError(131000))],
    ['400 with “unknown error” (1)', answer(400, metaError(1))],
    ['503 with “service temporarily unavailable” (2)', answer(503, metaError(2))],
    ['500 with “service unavailable” (131016)', answer(500, metaError(131016))],
    ['500 with a code nobody documented', answer(500, metaError(999_999))],
  ])('%s', async (_, how) => {
    expect(await send(how)).toMatchObject({ kind: 'unknown' })
    expect(seen).toHaveLength(1)
  })
})

describe('an answer that is not there in time leaves the message unknown, and is never asked again', () => {
  it.each<[string, Handler]>([
    ['no answer', () => undefined],
    [
      'a byte at a time',
      (_, response) => {
        response.writeHead(200)
        const timer = setInterval(() => response.write('{'), 50)
        response.on('close', () => clearInterval(timer))
      },
    ],
  ])('%s', async (_, how) => {
    const asked = new Promise<void>((resolve) => {
      handle = (...request) => {
        how(...request)
        resolve()
      }
    })
    expect(await sender(url, 400).send(TEXT)).toMatchObject({ kind: 'unknown' })
    // The server of a process that stood still may hear of the request only now.
    await asked
    expect(seen).toHaveLength(1)
  })
})

describe('what certainly never left', () => {
  it('a refused connection and an unknown host may be tried again', async () => {
    const spare = createServer()
    await new Promise<void>((resolve) => spare.listen(0, '127.0.0.1', resolve))
    const { port } = spare.address() as AddressInfo
    await new Promise((resolve) => spare.close(resolve))
    for (const at of [`http://127.0.0.1:${port}`, 'http://no-such-host.invalid']) {
      expect(await sender(at, 5_000).send(TEXT)).toMatchObject({ kind: 'not_sent', error: { code: null } })
    }
  })

  it('a redirect is an error and is not followed', async () => {
    const outcome = await send(answer(307, '', { location: `${url}/elsewhere` }))
    expect(outcome).toMatchObject({ kind: 'refused', reaction: 'stop_account' })
    expect(seen).toHaveLength(1)
  })

  const EXPECTED: Record<number, string> = {
    4: 'slow_account',
    80007: 'slow_account',
    130429: 'slow_number',
    131056: 'slow_recipient',
    131049: 'wait_a_day',
    131047: 'need_template',
    131026: 'mark_unreachable',
    131021: 'mark_unreachable',
    131050: 'opt_out',
    131057: 'retry',
    132000: 'stop_rule',
    132001: 'stop_rule',
    132007: 'stop_rule',
    132015: 'stop_rule',
    132016: 'stop_rule',
    190: 'stop_account',
    10: 'stop_account',
    200: 'stop_account',
    299: 'stop_account',
    368: 'stop_account',
    131031: 'stop_account',
    131042: 'stop_account',
    131048: 'block_number',
    133010: 'stop_account',
    613: 'slow_account',
    17: 'slow_account',
    80008: 'slow_account',
    102: 'stop_account',
    131044: 'stop_account',
    131063: 'stop_rule',
    134100: 'reread_template',
    131064: 'slow_account',
    137000: 'hand_over',
    132008: 'hand_over',
    131051: 'skip',
    100: 'hand_over',
    131008: 'hand_over',
    131009: 'hand_over',
    132012: 'hand_over',
    135000: 'hand_over',
    987_654: 'hand_over',
  }
  it.each(Object.entries(EXPECTED))('an error %s asks for %s', async (code, reaction) => {
    expect(await send(answer(400, metaError(Number(code))))).toMatchObject({
      kind: 'refused',
      reaction,
      error: { code: Number(code), details: 'Something.' },
    })
  })

  it('a wrong number id (code 100, subcode 33) stops the account, and an unknown code at an address that is right does not', async () => {
    const wrong = { error: { ...metaError(100).error, error_subcode: 33 } }
    expect(await send(answer(400, wrong))).toMatchObject({
      ...{ kind: 'refused', reaction: 'stop_account' },
      error: { code: 100, details: 'Something. (33)' },
    })
    expect(await send(answer(404, metaError(987_654)))).toMatchObject({ kind: 'refused', reaction: 'hand_over' })
  })

  it('every documented code has an outcome, whatever HTTP status it comes with', async () => {
    for (const code of ERROR_CODES) {
      for (const status of [400, 429, 500]) {
        const outcome = await send(answer(status, metaError(code)))
        expect(['refused', 'unknown']).toContain(outcome.kind)
      }
    }
  })

  it.each([
    [401, 'stop_account'],
    [403, 'stop_account'],
    [404, 'stop_account'],
    [429, 'slow_number'],
    [400, 'hand_over'],
    [413, 'hand_over'],
    [402, 'stop_account'],
  ])('HTTP %s without an error of theirs asks for %s', async (status, reaction) => {
    expect(await send(answer(status, '<html></html>'))).toMatchObject({
      kind: 'refused',
      reaction,
      error: { code: null },
    })
  })

  it('a transient error of an unknown code is tried again', async () => {
    const body = { error: { ...metaError(777).error, is_transient: true } }
    expect(await send(answer(400, body))).toMatchObject({ kind: 'refused', reaction: 'retry' })
  })

  it.each<[string, Record<string, string>, number]>([
    ['Retry-After in seconds', { 'retry-after': '7' }, 7_000],
    [
      'Retry-After as a date',
      { 'retry-after': 'Tue, 10 Mar 2026 09:02:00 GMT', date: 'Tue, 10 Mar 2026 09:00:00 GMT' },
      120_000,
    ],
    ['an absurd Retry-After', { 'retry-after': '999999999' }, 86_400_000],
    ['nothing', {}, 60_000],
    [
      'the minutes of the usage header',
      { 'x-business-use-case-usage': '{"1":[{"call_count":100,"estimated_time_to_regain_access":3}]}' },
      180_000,
    ],
  ])('waits as told: %s', async (_, headers, retryAfterMs) => {
    expect(await send(answer(400, metaError(80007), headers))).toMatchObject({ retryAfterMs })
  })
})

it('what is kept of an error names no phone, no token, nothing that was written', async () => {
  const values = [{ value: 'Zoé Martin' }, { value: 'Éclair SA' }]
  const quoted = `Recipient ${TO} (33 6 39 98 00 12, 0639980012): Zoé Martin of Éclair SA. Malformed access token ${TOKEN} EAAGm0PX4ZCpsBAJzzzzzzzzzzzzzzzzzzzz, wamid.HBgLMzM2Mzk5ODAwMTIVAgARGBI5`
  const outcome = await send(
    answer(400, metaError(131008, quoted)),
    message({ kind: 'template', name: 'n', language: 'fr', parameters: values }),
  )
  if (outcome.kind !== 'refused') throw new Error(outcome.kind)
  expect(outcome.error.details).not.toMatch(/\d{4}|98 00|Zoé|Éclair|EAAG|wamid\.H/)
  expect(outcome.error.details).toContain('Malformed access token')
  expect((await send(answer(400, metaError(100, 'x'.repeat(5_000))))) as { error: unknown }).toMatchObject({
    error: { details: expect.stringMatching(/^.{1,300}$/) },
  })
})
