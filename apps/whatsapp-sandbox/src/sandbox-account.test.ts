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
  await ask('POST', 'template-text', { name: 'relance_2', language: 'fr', text: '{{prenom}}, un mot de {{societe}} ?' })
  await until(() => events().some((event) => event.kind === 'template_changed' && event.name === 'relance_2'))
  const edited = await listTemplates({ ...cloud(), businessAccountId: ACCOUNT })
  expect(edited.ok && edited.templates.find(({ name }) => name === 'relance_2')?.parameters).toHaveLength(2)
  expect(await listTemplates({ ...cloud('wrong'), businessAccountId: ACCOUNT })).toMatchObject({
    ok: false,
    error: { code: 190 },
  })
})

describe('the test of a connection', () => {
  const WELL = {
    ...{ token: 'token_works', number: 'number_ready', throughput: 'throughput_fits', limit: 'limit_told' },
    ...{ app: 'app_alone', account: 'account_holds_number', templates: 'templates_ready' },
    ...{
      subscription: 'subscription_ready',
      fields: 'fields_ready',
      secret: 'secret_fits',
      webhook: 'webhook_answers',
    },
  }
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
      messagesPerSecond: 80,
      ...more,
    }).then((findings) => Object.fromEntries(findings.map(({ check, code }) => [check, code])))

  it('finds everything in order', async () => {
    expect(await connect()).toEqual(WELL)
  })
  it('says what is wrong, and what it could therefore not look at', async () => {
    const unseen = Object.fromEntries(Object.keys(WELL).map((check) => [check, 'not_looked_at']))
    const of = (token: string) => ({ ...unseen, token, webhook: 'webhook_answers' })
    expect(await connect({ token: 'wrong' })).toEqual(of('token_refused'))
    expect(await connect({ url: 'http://no-such-host.invalid' })).toEqual(of('api_unreachable'))
    expect(await connect({ url: webhookUrl() })).toEqual(of('api_answers_strangely'))
    const wrong: [object, object][] = [
      [{ phoneNumberId: '404' }, { number: 'number_unknown', throughput: 'not_looked_at' }],
      [{ businessAccountId: undefined }, { account: 'account_missing', fields: 'not_looked_at' }],
      [{ businessAccountId: '404' }, { account: 'account_unknown' }],
      [{ appSecret: 'other' }, { secret: 'secret_of_another_app', fields: 'fields_unreadable' }],
      [{ webhookUrl: undefined }, { webhook: 'webhook_address_missing', fields: 'fields_ready' }],
      [{ verifyToken: 'other' }, { webhook: 'webhook_refuses' }],
      [
        { webhookUrl: 'https://no-such-host.invalid/x' },
        { webhook: 'webhook_unreachable', fields: 'fields_elsewhere' },
      ],
      [{ webhookUrl: webhookUrl().replace('127.0.0.1', 'localhost') }, { fields: 'fields_ready' }],
      [{ messagesPerSecond: 81 }, { throughput: 'throughput_below_pace' }],
    ]
    for (const [more, codes] of wrong) expect(await connect(more)).toMatchObject(codes)
    await ask('PUT', 'webhook', { url: null })
    expect(await connect()).toMatchObject({ subscription: 'subscription_missing', fields: 'not_looked_at' })
    await ask('PUT', 'webhook', { url: webhookUrl() })
  })
  it('says what the number may do, and which news does not come', async () => {
    const told: [object, object][] = [
      [{ status: 'PENDING' }, { number: 'number_not_connected' }],
      [{ throughput: 'NOT_APPLICABLE' }, { throughput: 'throughput_untold' }],
      [{ messagingLimit: 'TIER_250' }, { limit: 'limit_first' }],
      [{ messagingLimit: 'TIER_UNLIMITED' }, { limit: 'limit_none' }],
      [{ isOnBusinessApp: true }, { app: 'app_shared', throughput: 'throughput_below_pace', fields: 'fields_ready' }],
      [{ fields: ['messages'] }, { fields: 'fields_missing' }],
    ]
    for (const [account, codes] of told) {
      await ask('POST', 'reset')
      await ask('PUT', 'behaviour', { account })
      expect(await connect()).toMatchObject(codes)
    }
  })
})
