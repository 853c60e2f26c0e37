/** What is sent: the sandbox and our client, each strict, over real HTTP. */
import { readFileSync } from 'node:fs'
import type { Content } from '@relance/relance/core'
import { createCloudSender } from '@relance/whatsapp'
import {
  ask,
  cloud,
  events,
  logFile,
  NUMBER,
  send,
  sendUntil,
  statusesOf,
  TEMPLATE,
  TOKEN,
  until,
  url,
  useSandbox,
} from './test/sandbox-fixture.ts'

useSandbox()
const summary = () => ask<{ accepted: number; distinct: number; twice: string[] }>('GET', 'accepted-summary')

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
    'hand_over 100',
    {
      ...TEMPLATE,
      parameters: [
        { name: 'a', value: 'a' },
        { name: 'b', value: 'b' },
      ],
    },
  ],
  ['no name for a named one', 'hand_over 100', { ...TEMPLATE, name: 'relance_2', parameters: [{ value: 'Zoé' }] }],
  [
    'a text too long once filled',
    'hand_over 132005',
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
  const code = {
    ...{ messaging_product: 'whatsapp', type: 'template' },
    template: {
      ...{ name: 'code_acces', language: { code: 'fr' } },
      components: [{ type: 'body', parameters: [{ type: 'text', text: '123456' }] }],
    },
  }
  const post = async (body: unknown) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
    const answer = await fetch(`${url()}/v24.0/${NUMBER}/messages`, {
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
    [{ ...good, to: undefined, recipient: 'FR.21008993633' }, undefined],
    [{ ...good, to: undefined, recipient: 'FR.x' }, 131_009],
    [{ ...good, recipient: 'not an id' }, 131_009],
    [{ ...code, recipient: 'FR.21008993633' }, 131_062],
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
    const isTaken = until(() => statusesOf(fault).includes('read'))
    expect([fault, await sendUntil(fault, isTaken)]).toMatchObject([fault, { kind: 'unknown' }])
    await ask('PUT', 'behaviour', { faults: { [fault]: 0 } })
    await isTaken
  }
  for (const fault of ['reset', 'error_500', 'error_503', 'rate_limited', 'refused']) {
    await ask('PUT', 'behaviour', { faults: { [fault]: 100 } })
    const isSure = ['rate_limited', 'refused'].includes(fault)
    expect([fault, await send(fault)]).toMatchObject([fault, { kind: isSure ? 'refused' : 'unknown' }])
    await ask('PUT', 'behaviour', { faults: { [fault]: 0 } })
  }
  expect(await summary()).toEqual({ accepted: 4, distinct: 4, twice: [] })
  await send('accept_then_500')
  expect(await summary()).toEqual({ accepted: 5, distinct: 4, twice: ['accept_then_500'] })
})

it('a request that is to have no answer has none, and nothing is accepted', async () => {
  await ask('PUT', 'behaviour', { faults: { timeout: 100 } })
  // Asked at the same time and over connections like its own: whoever is answered last was not overtaken by a slow answer.
  const others = async () => {
    for (let asked = 0; asked < 5; asked++) expect((await summary()).accepted).toBe(0)
  }
  expect(await sendUntil('r1', others())).toMatchObject({ kind: 'unknown' })
  expect((await summary()).accepted).toBe(0)
})

/** Two at a time: a disk that takes long to write each of 400 down is no fault of the last one. */
async function sendAll(ids: readonly string[]): Promise<Map<string, string>> {
  const waiting = [...ids]
  const outcomes = new Map<string, string>()
  const sendOn = async (): Promise<void> => {
    for (let id = waiting.shift(); id; id = waiting.shift()) outcomes.set(id, (await send(id)).kind)
  }
  await Promise.all([sendOn(), sendOn()])
  return outcomes
}

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
    return sendAll(order)
  }
  const first = await play(ids)
  const again = await play([...ids].reverse())
  expect(new Map([...again].sort())).toEqual(new Map([...first].sort()))
  const count = (kind: string) => [...first.values()].filter((one) => one === kind).length
  expect(count('unknown')).toBeGreaterThan(35)
  expect(count('unknown')).toBeLessThan(85)
  expect(count('refused')).toBeGreaterThan(6)
  expect(count('refused')).toBeLessThan(38)
})

it('marketing leaves by its own API where the account has it, which takes nothing else; the Cloud API may refuse it', async () => {
  const message = { relanceId: 'r1', to: '+33639980012', content: TEMPLATE, category: 'marketing' } as const
  const sender = (hasMarketingApi: boolean) => createCloudSender({ ...cloud(), phoneNumberId: NUMBER, hasMarketingApi })
  await ask('PUT', 'behaviour', { cloudMarketing: false })
  expect(await sender(false).send(message)).toMatchObject({ reaction: 'stop_rule', error: { code: 131_063 } })
  expect(await sender(true).send(message)).toMatchObject({ kind: 'accepted' })
  await until(() => statusesOf('r1').includes('delivered'))
  const utility = { ...TEMPLATE, name: 'rappel_rendez_vous' }
  expect(await sender(true).send({ ...message, content: utility })).toMatchObject({ error: { code: 131_055 } })
  expect(await sender(true).send({ ...message, content: utility, category: 'utility' })).toMatchObject({
    kind: 'accepted',
  })
})
