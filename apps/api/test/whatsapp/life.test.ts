/** The life of a message, over HTTP both ways: recorded, queued, sent, delivered, answered. */
import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mapTemplates } from '@relance/testing'
import { openEvents } from '../http/event-stream.ts'
import { makeLead, makeRule, startTestApi, type TestApi } from '../test-api.ts'

const SECRET = 'a-secret-of-the-app'
const calls: { to: string; biz_opaque_callback_data: string }[] = []
let cloud: Server
let api: TestApi

beforeAll(async () => {
  cloud = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text)
    calls.push(body)
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        messaging_product: 'whatsapp',
        contacts: [{ input: body.to, wa_id: body.to.slice(1) }],
        messages: [{ id: `wamid.${calls.length}` }],
      }),
    )
  })
  await new Promise<void>((resolve) => cloud.listen(0, '127.0.0.1', resolve))
  api = await startTestApi({
    APP_ROLE: 'all',
    WHATSAPP_API_URL: `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`,
    WHATSAPP_TOKEN: 'token',
    WHATSAPP_PHONE_NUMBER_ID: '100000000000001',
    WHATSAPP_APP_SECRET: SECRET,
    WHATSAPP_VERIFY_TOKEN: 'verify-me',
  })
})
afterAll(async () => {
  await api.stop()
  await new Promise((resolve) => cloud.close(resolve))
})

async function tell(value: object): Promise<void> {
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ changes: [{ field: 'messages', value }] }],
  })
  await api
    .http()
    .post('/api/whatsapp/webhook')
    .set('Content-Type', 'application/json')
    .set('X-Hub-Signature-256', `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`)
    .send(body)
    .expect(200)
}

/** Looks until `sql` gives a row; the test's own time limit ends a wait in vain. */
async function until<Row>(sql: string): Promise<Row> {
  for (;;) {
    const [row] = await api.test.db.query<Row>(sql)
    if (row) return row
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

it('a relance goes out by itself, is delivered and read, and a reply ends the cadence', async () => {
  const ruleId = await makeRule(api.admin)
  await mapTemplates(api.test.db)
  await api.test.db.query(`update rules set channel = 'whatsapp' where id = $1`, [ruleId])
  await makeLead(api.admin, null)
  await api.runNow()
  const { id } = await until<{ id: string }>(`select id from relances where state = 'accepted'`)
  const stream = await openEvents(await api.app.getUrl(), { Cookie: api.admin.cookie })
  expect(calls).toHaveLength(1)
  expect(calls[0]?.biz_opaque_callback_data).toBe(id)
  const phone = calls[0]?.to.slice(1) ?? ''
  const status = {
    id: 'wamid.1',
    timestamp: String(Math.round(Date.now() / 1_000)),
    recipient_id: phone,
    biz_opaque_callback_data: id,
  }
  await tell({
    statuses: [
      { ...status, status: 'read' },
      { ...status, status: 'delivered' },
    ],
  })
  await until(`select id from relances where state = 'read'`)
  await stream.next(({ topic, payload }) => topic === 'resource/relances' && payload?.ids.includes(id) === true)
  stream.close()
  await tell({
    messages: [{ from: phone, id: 'wamid.reply', timestamp: status.timestamp, type: 'text', text: { body: 'Oui !' } }],
  })
  await until(`select id from enrolments where state = 'ended' and reason = 'replied'`)
  expect(calls).toHaveLength(1)
})

it('the history of a lead tells what became of a message and what was answered; whoever looks is told at once', async () => {
  const [lead] = await api.test.db.query<{ id: string; phone: string }>('select id, phone from leads')
  const stream = await openEvents(await api.app.getUrl(), { Cookie: api.admin.cookie })
  const from = lead?.phone.slice(1)
  const timestamp = String(Math.round(Date.now() / 1_000))
  const message = (id: string, rest: object) => ({ from, id, timestamp, ...rest })
  await tell({
    statuses: [
      {
        id: 'wamid.1',
        status: 'failed',
        timestamp,
        recipient_id: from,
        errors: [{ code: 131_026, title: 'Message undeliverable' }],
      },
    ],
    messages: [
      message('wamid.b', { type: 'button', button: { text: 'Rappelez-moi', payload: 'CALL' } }),
      message('wamid.r', { type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '👍' } }),
      message('wamid.s', { type: 'text', text: { body: 'STOP' } }),
    ],
  })
  await stream.next(
    ({ topic, payload }) => topic === 'resource/leads' && payload?.ids.includes(lead?.id ?? '') === true,
  )
  stream.close()
  await until('select id from leads where opted_out_at is not null')
  const { body } = await api.admin.call('get', `/api/leads/${lead?.id}/timeline`).expect(200)
  const told = (body as { kind: string; action: string | null; message: string | null; details: string | null }[]).map(
    ({ kind, action, message, details }) => [kind, action, message ?? details],
  )
  expect(told).toEqual(
    expect.arrayContaining([
      ['relance', null, expect.stringContaining('Bonjour')],
      ['send', 'accepted', null],
      ['send', 'delivered', null],
      ['send', 'read', null],
      ['send', 'failed', '131026 : Message undeliverable'],
      ['received', 'text', 'Oui !'],
      ['received', 'button', 'Rappelez-moi'],
      ['received', 'reaction', '👍'],
      ['received', 'text', 'STOP'],
      ['change', 'opted_out', null],
    ]),
  )
  const delivered = (body as { action: string; cost: object | null }[]).filter(({ cost }) => cost !== null)
  expect(delivered).toMatchObject([{ action: 'delivered', cost: { amount: 0.1186, currency: 'EUR' } }])
  // Told late of a failure, the message that was read stays read.
  expect((await api.test.db.query('select state from relances'))[0]).toEqual({ state: 'read' })
})

it.each([
  [
    'the button of a template',
    'Arrêter les promotions',
    { type: 'button', button: { text: 'Arrêter les promotions' } },
  ],
  [
    'a button of a message',
    'Plus rien, merci',
    {
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id: 'STOP_PROMOTIONS', title: 'Plus rien, merci' } },
    },
  ],
])('%s by which people leave opts them out; a sentence does not', async (what, shown, pressed) => {
  const leadId = await makeLead(api.admin, null)
  const [lead] = await api.test.db.query<{ phone: string }>('select phone from leads where id = $1', [leadId])
  const from = lead?.phone.slice(1)
  const timestamp = String(Math.round(Date.now() / 1_000))
  const told = `select from leads where id = '${leadId}' and last_contact_at is not null and opted_out_at is`
  const words = { type: 'text', text: { body: 'Je ne peux pas m’arrêter' } }
  await tell({ messages: [{ from, id: `wamid.words ${what}`, timestamp, ...words }] })
  await until(`${told} null`)
  await tell({ messages: [{ from, id: `wamid.pressed ${what}`, timestamp, ...pressed }] })
  await until(`${told} not null`)
  const { body } = await api.admin.call('get', `/api/leads/${leadId}/timeline`).expect(200)
  expect(body).toContainEqual(expect.objectContaining({ kind: 'received', message: shown }))
})
