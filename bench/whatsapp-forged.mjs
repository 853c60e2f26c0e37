/** Deliveries that are not WhatsApp's, over HTTP, among those that are: none is taken, and none of the others is refused. */
import { createHmac } from 'node:crypto'
import { end, freePort, numbersOf, startProcess } from './whatsapp-setup.mjs'

const SECRET = 'a-secret-of-the-app'
const AT_ONCE = 8
/** One genuine delivery after so many forged ones. */
const GENUINE_EVERY = 5

const sign = (bytes, secret = SECRET, hash = 'sha256') =>
  `${hash}=${createHmac(hash, secret).update(bytes).digest('hex')}`

/** As WhatsApp writes it: beyond ASCII escaped in lower case, slashes with a backslash. */
function bodyOf(place) {
  const text = ['Génial 👍', 'à/très bientôt', '<%@> ok', 'Zoé'][place % 4]
  const message = {
    from: '33639980001',
    id: `wamid.${place}`,
    timestamp: '1790000000',
    type: 'text',
    text: { body: text },
  }
  const body = {
    object: 'whatsapp_business_account',
    entry: [{ changes: [{ field: 'messages', value: { messages: [message] } }] }],
  }
  return Buffer.from(
    JSON.stringify(body)
      .replaceAll('/', '\\/')
      .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )
}

function flipBit(bytes, place) {
  const altered = Buffer.from(bytes)
  altered[place % bytes.length] ^= 1 << (place % 8)
  return altered
}

function flipDigit(header, place) {
  const at = 7 + (place % 64)
  return header.slice(0, at) + (Number.parseInt(header[at], 16) ^ 1).toString(16) + header.slice(at + 1)
}

const FORGERIES = [
  (bytes) => [bytes, null],
  (bytes) => [bytes, 'sha256='],
  (bytes) => [bytes, sign(bytes).slice(7)],
  (bytes) => [bytes, sign(bytes).toUpperCase()],
  (bytes) => [bytes, sign(bytes, SECRET, 'sha1')],
  (bytes) => [bytes, sign(bytes, `${SECRET}0`)],
  (bytes) => [bytes, sign(bytes, 'another-secret')],
  (bytes, place) => [bytes, sign(bytes).slice(0, 7 + (place % 64))],
  (bytes, place) => [bytes, `${sign(bytes)}${'0'.repeat(1 + (place % 64))}`],
  (bytes, place) => [bytes, flipDigit(sign(bytes), place)],
  (bytes, place) => [flipBit(bytes, place), sign(bytes)],
  (bytes, place) => [bytes.subarray(0, 1 + (place % (bytes.length - 1))), sign(bytes)],
  (bytes) => [Buffer.concat([bytes, Buffer.from('\n')]), sign(bytes)],
  (bytes) => [Buffer.from(bytes.toString().replaceAll('\\/', '/').concat(' ')), sign(bytes)],
]

async function post(address, bytes, signature) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(signature !== null && { 'x-hub-signature-256': signature }) },
    body: bytes,
  })
  await answer.arrayBuffer()
  return answer.status
}

export async function forged(url, db, count) {
  const port = await freePort()
  const web = await startProcess('web', url, {
    WHATSAPP_TOKEN: 'token',
    WHATSAPP_PHONE_NUMBER_ID: numbersOf(1)[0],
    WHATSAPP_APP_SECRET: SECRET,
    WHATSAPP_VERIFY_TOKEN: 'verify-me',
    PORT: String(port),
  })
  const address = `http://127.0.0.1:${port}/api/whatsapp/webhook`
  const answers = { forged: {}, genuine: {} }
  const note = (kind, status) => {
    answers[kind][status] = (answers[kind][status] ?? 0) + 1
  }
  let next = 0
  const lane = async () => {
    for (let place = next++; place < count; place = next++) {
      const bytes = bodyOf(place)
      note('forged', await post(address, ...FORGERIES[place % FORGERIES.length](bytes, place)))
      if (place % GENUINE_EVERY === 0) note('genuine', await post(address, bytes, sign(bytes)))
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
    const [{ stored }] = await db.query('select count(*)::int as stored from whatsapp_events')
    return { forged: count, genuine: Math.ceil(count / GENUINE_EVERY), answers, stored }
  } finally {
    await end(web)
  }
}
