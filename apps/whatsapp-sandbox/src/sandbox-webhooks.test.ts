/** What the sandbox tells by its webhooks, also when it was killed before it had told everything. */
import { appendFileSync } from 'node:fs'
import { createCloudSender, verifySignature } from '@relance/whatsapp'
import { type Sandbox, startSandbox } from './server.ts'
import {
  answerWith,
  cloud,
  options,
  ask,
  events,
  NUMBER,
  otherLogFile,
  received,
  SECRET,
  send,
  statusesOf,
  TEMPLATE,
  until,
  url,
  VERIFY_TOKEN,
  useSandbox,
} from './test/sandbox-fixture.ts'

useSandbox()

it('webhooks are genuine, escaped, in copies, in any order, several at a time, and come again until taken', async () => {
  await ask('PUT', 'behaviour', {
    limits: { messagesPerSecond: 1_000 },
    delivery: { copies: 3, jitterMs: 300, perPost: 4, retryMs: 50 },
    statuses: { skipDeliveredPercent: 50, idOnlyPercent: 50, beforeAnswerPercent: 50 },
  })
  answerWith(503)
  const ids = Array.from({ length: 20 }, (_, index) => `r${index}`)
  await Promise.all(ids.map((id, index) => send(id, TEMPLATE, { to: `+336399802${String(index).padStart(2, '0')}` })))
  await ask('POST', 'reply', { from: '33639980012', text: 'Déjà vu http://a/b 👋🏽', idOnly: true })
  await until(() => received.length > 5)
  const refused = received.length
  answerWith(200)
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
})

it('simulated replies come by themselves when told so; a button and a reaction when asked', async () => {
  await ask('PUT', 'behaviour', { replies: { percent: 100, afterMs: 0, texts: ['STOP'] } })
  await send('r1')
  await until(() => events().some((event) => event.kind === 'inbound' && event.text === 'STOP'))
  await ask('POST', 'reply', { from: '33639980012', button: { text: 'Stop promotions' }, contextId: 'wamid.A' })
  await ask('POST', 'reply', { from: '33639980012', reaction: { messageId: 'wamid.A', emoji: '👍' } })
  const of = (content: string) => events().find((event) => event.kind === 'inbound' && event.content === content)
  await until(() => of('button') !== undefined && of('reaction') !== undefined)
  expect(of('button')).toMatchObject({ payload: 'Stop promotions', inReplyTo: 'wamid.A' })
  expect(of('reaction')).toMatchObject({ text: '👍' })
})

it('a behaviour that does not exist and a request of a browser are refused', async () => {
  await expect(ask('PUT', 'behaviour', { faults: { explode: 1 } })).rejects.toThrow(/422.*explode/s)
  await expect(ask('PUT', 'behaviour', { faults: { timeout: 101 } })).rejects.toThrow('422')
  const fromPage = await fetch(`${url()}/sandbox/reset`, {
    method: 'POST',
    headers: { origin: 'https://evil.invalid' },
  })
  expect(fromPage.status).toBe(403)
  expect(await ask('POST', 'webhook-challenge', { verifyToken: VERIFY_TOKEN })).toEqual({
    status: 200,
    isVerified: true,
  })
})

it('killed before it has told everything, it tells the rest at its next start, and knows what it accepted', async () => {
  const one = { ...options(), phoneNumberIds: [NUMBER], logFile: otherLogFile, isLogSynced: false }
  const open = () => startSandbox(one, 0, '127.0.0.1')
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
  appendFileSync(otherLogFile, '{"ordinal":3,"messa')
  received.length = 0
  const second = await open()
  await until(() => statusesOf('k2').includes('read'))
  expect(statusesOf('k1')).toEqual([])
  const told = await fetch(`${second.url}/sandbox/accepted-summary`)
  expect(await told.json()).toEqual({ accepted: 2, distinct: 2, twice: [] })
  await second.close()
})

it('free text is billed after the free ones of its number and month; a template always is', async () => {
  await ask('PUT', 'behaviour', { limits: { freeTextsPerMonth: 2 } })
  const text = { kind: 'text', body: 'Bonjour' } as const
  const utility = { ...TEMPLATE, name: 'rappel_rendez_vous' }
  const priced = async (id: string, content: Parameters<typeof send>[1], phoneNumberId = NUMBER) => {
    expect(await send(id, content, { phoneNumberId })).toMatchObject({ kind: 'accepted' })
    await until(() => statusesOf(id).includes('read'))
    return events().flatMap((event) => (event.kind === 'status' && event.relanceId === id ? [event.pricing] : []))[0]
  }
  const open = async () => {
    for (const phoneNumberId of [NUMBER, '2']) {
      await ask('POST', 'reply', { from: '33639980012', text: 'Oui', phoneNumberId })
    }
  }
  await open()
  const free = { isBillable: false, category: 'service' }
  const billed = { isBillable: true, category: 'service' }
  expect(await priced('a', text)).toEqual(free)
  expect(await priced('u', utility)).toEqual({ isBillable: true, category: 'utility' })
  expect(await priced('b', text)).toEqual(free)
  expect(await priced('c', text)).toEqual(billed)
  expect(await priced('d', text, '2')).toEqual(free)
  await ask('POST', 'clock', { advanceMs: 32 * 86_400_000 })
  await open()
  expect(await priced('e', text)).toEqual(free)
})
