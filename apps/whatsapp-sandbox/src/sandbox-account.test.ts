/** The account behind the sandbox: its templates, and the test of a connection to it. */
import { listTemplates, testConnection } from '@relance/whatsapp'
import {
  ACCOUNT,
  SECRET,
  cloud,
  ask,
  events,
  NUMBER,
  send,
  TOKEN,
  until,
  url,
  VERIFY_TOKEN,
  webhookUrl,
  useSandbox,
} from './test/sandbox-fixture.ts'

useSandbox()

it('the templates of the account are read page by page; a new one is approved, one changes', async () => {
  for (let index = 0; index < 130; index++) {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
    const components = [{ type: 'BODY', text: 'Bonjour {{1}} !', example: { body_text: [['Zoé']] } }]
    const body = JSON.stringify({ name: `t_${index}`, language: 'fr', category: 'UTILITY', components })
    const made = await fetch(`${url()}/v24.0/${ACCOUNT}/message_templates`, { method: 'POST', headers, body })
    expect(made.status).toBe(200)
  }
  const list = await listTemplates({ ...cloud(), businessAccountId: ACCOUNT })
  if (!list.ok) throw new Error(list.error.details)
  expect(new Set(list.templates.map(({ name }) => name)).size).toBe(139)
  expect(list.templates.find(({ name }) => name === 'relance_2')).toMatchObject({
    parameterFormat: 'named',
    parameters: [{ place: 'body', name: 'prenom' }],
    status: 'APPROVED',
    buttons: ['Stop promotions'],
  })
  await ask('POST', 'template-status', { name: 'relance_1', language: 'fr', event: 'PAUSED', reason: 'LOW_QUALITY' })
  await until(() => events().some((event) => event.kind === 'template_status' && event.status === 'PAUSED'))
  expect(events()).toContainEqual({
    kind: 'template_status',
    name: 'relance_1',
    language: 'fr',
    status: 'PAUSED',
    reason: 'LOW_QUALITY',
    at: expect.any(Number),
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
      webhookUrl: webhookUrl(),
      verifyToken: VERIFY_TOKEN,
      appSecret: SECRET,
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
      'secret_fits',
      'webhook_answers',
    ])
  })
  it('says what is wrong, and what it could therefore not look at', async () => {
    const unseen = Array.from({ length: 5 }, () => 'not_looked_at')
    expect(await connect({ token: 'wrong' })).toEqual(['token_refused', ...unseen, 'webhook_answers'])
    expect(await connect({ url: 'http://no-such-host.invalid' })).toEqual([
      'api_unreachable',
      ...unseen,
      'webhook_answers',
    ])
    expect(await connect({ url: webhookUrl() })).toEqual(['api_answers_strangely', ...unseen, 'webhook_answers'])
    expect((await connect({ phoneNumberId: '404' }))[1]).toBe('number_unknown')
    expect((await connect({ businessAccountId: undefined }))[2]).toBe('account_missing')
    expect((await connect({ businessAccountId: '404' }))[2]).toBe('account_unknown')
    expect((await connect({ appSecret: 'other' }))[5]).toBe('secret_of_another_app')
    expect((await connect({ webhookUrl: undefined }))[6]).toBe('webhook_address_missing')
    expect((await connect({ verifyToken: 'other' }))[6]).toBe('webhook_refuses')
    expect((await connect({ webhookUrl: 'https://no-such-host.invalid/x' }))[6]).toBe('webhook_unreachable')
    await ask('PUT', 'webhook', { url: null })
    expect((await connect())[4]).toBe('subscription_missing')
    await ask('PUT', 'webhook', { url: webhookUrl() })
  })
})
