/** The webhook's route: who may speak, what is stored, how often. */
import { createHmac } from 'node:crypto'
import { type TestApi, startTestApi } from '../test-api.ts'

const SECRET = 'a-secret-of-the-app'
const ENVIRONMENT = {
  WHATSAPP_TOKEN: 'token',
  WHATSAPP_PHONE_NUMBER_ID: '100000000000001',
  WHATSAPP_APP_SECRET: SECRET,
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
}

let api: TestApi
beforeAll(async () => {
  api = await startTestApi(ENVIRONMENT)
})
afterAll(() => api.stop())

const sign = (body: Buffer, secret = SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

function post(body: Buffer, signature: string) {
  return api
    .http()
    .post('/api/whatsapp/webhook')
    .set('Content-Type', 'application/json')
    .set('X-Hub-Signature-256', signature)
    .send(body.toString('utf8'))
}

/** As WhatsApp writes it: accents and emoji escaped, a slash with its backslash. */
const reply = (text: string, id: string): Buffer =>
  Buffer.from(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '1',
          changes: [
            {
              field: 'messages',
              value: {
                messages: [{ from: '33639980001', id, timestamp: '1790000000', type: 'text', text: { body: text } }],
              },
            },
          ],
        },
      ],
    })
      .replaceAll('/', '\\/')
      .replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )

const stored = async () =>
  (await api.test.db.query<{ count: number }>('select count(*)::int as count from whatsapp_events'))[0]?.count

it('answers the challenge to whoever knows the token', async () => {
  const ask = (token: string, challenge = '1158201444') =>
    api
      .http()
      .get('/api/whatsapp/webhook')
      .query({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': challenge })
  const answer = await ask('verify-me').expect(200)
  expect(answer.text).toBe('1158201444')
  await ask('guessed').expect(403)
  await ask('verify-me', '<script>').expect(403)
})

it('stores a genuine body once, however often it comes, with accents, emoji and slashes', async () => {
  const body = reply('Génial 👍 à/très bientôt', 'wamid.A')
  for (let time = 0; time < 5; time++) await post(body, sign(body)).expect(200)
  expect(await stored()).toBe(1)
  const [row] = await api.test.db.query<{ text: string }>(`select event->>'text' as text from whatsapp_events`)
  expect(row?.text).toBe('Génial 👍 à/très bientôt')
})

it('a body that is not JSON is answered, and only that it came is kept', async () => {
  const body = Buffer.from('{"object": "whats')
  await post(body, sign(body)).expect(200)
  const rows = await api.test.db.query(`select event from whatsapp_events where state = 'unreadable'`)
  expect(rows).toEqual([{ event: null }])
})

it('forged, truncated and altered deliveries are refused without a reason, and nothing of them is stored', async () => {
  const before = await stored()
  const body = reply('Bonjour', 'wamid.B')
  const good = sign(body)
  const flip = (bytes: Buffer, place: number): Buffer => {
    const copy = Buffer.from(bytes)
    copy[place] = (copy[place] ?? 0) ^ 1
    return copy
  }
  const forged: [Buffer, string][] = [
    [body, ''],
    [body, 'sha256='],
    [body, sign(body, 'another-secret')],
    [body, good.slice(0, -1)],
    [body, good.toUpperCase()],
    [body, good.replace('sha256=', 'sha1=')],
    [flip(body, 40), good],
    [Buffer.concat([body, Buffer.from(' ')]), good],
    [Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)), good],
  ]
  for (const [bytes, signature] of forged) {
    const answer = await post(bytes, signature).expect(403)
    expect(answer.body.code).toBe('forbidden')
  }
  expect(await stored()).toBe(before)
  await post(body, good).expect(200)
  expect(await stored()).toBe((before ?? 0) + 1)
})
