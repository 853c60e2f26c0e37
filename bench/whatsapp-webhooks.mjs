/** Statuses told five times in any order: every final state, and how long WhatsApp waits for its answer. */
import { createHmac, randomUUID } from 'node:crypto'
import { createDelivery } from '@relance/sending'
import { whatsApp } from '@relance/whatsapp'
import { end, freePort, numbersOf, quantile, queueMessages, startProcess, statesOf, until } from './whatsapp-setup.mjs'

const SECRET = 'a-secret-of-the-app'
const COPIES = 5
const POSTS_AT_ONCE = 8
/** What is told of a message, and the state it must end in. */
const LIVES = [
  { statuses: ['sent', 'delivered', 'read'], state: 'read' },
  { statuses: ['sent', 'read'], state: 'read' },
  { statuses: ['sent', 'delivered'], state: 'delivered' },
  { statuses: ['sent', 'failed'], state: 'failed' },
  { statuses: ['sent'], state: 'accepted' },
]
const PER_FIVE = LIVES.flatMap(({ statuses }) => statuses).length

/** Through the real sending, with a sender that accepts at once. */
async function acceptAll(db) {
  const [number] = numbersOf(1)
  await db.query('update whatsapp_settings set messages_per_second = 1000')
  await db.query('insert into whatsapp_numbers (id) values ($1)', [number])
  const send = async ({ relanceId }) => ({ kind: 'accepted', messageId: `wamid.${relanceId}`, number: null })
  // A clock that runs ten times as fast, and nobody waits for it.
  const from = Date.now()
  const delivery = createDelivery({
    db,
    channel: whatsApp,
    clock: () => from + (Date.now() - from) * 10,
    senders: new Map([[number, { send }]]),
    waitUntil: async () => undefined,
  })
  while ((await statesOf(db)).queued) {
    for (let looks = 0; looks < 50; looks++) await delivery.pump(number)
  }
  await delivery.drain()
}

function shuffle(list) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1))
    ;[list[at], list[other]] = [list[other], list[at]]
  }
  return list
}

const ORDER = { sent: 0, delivered: 1, read: 2, failed: 1 }

function changeOf(relanceId, status, at) {
  const told = {
    id: `wamid.${relanceId}`,
    status,
    timestamp: String(at + ORDER[status]),
    recipient_id: '33639980001',
    biz_opaque_callback_data: relanceId,
    ...(status === 'failed' && { errors: [{ code: 131_026, title: 'Message undeliverable' }] }),
  }
  return { id: '1', changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', statuses: [told] } }] }
}

async function post(address, entry) {
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry, nonce: randomUUID() })
  const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`
  const startedAt = performance.now()
  const answer = await fetchAgain(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    body,
  })
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`The webhook was answered with ${answer.status}.`)
  return performance.now() - startedAt
}

/** As WhatsApp does: what found no answer is brought again. */
async function fetchAgain(address, options, triesLeft = 5) {
  try {
    return await fetch(address, options)
  } catch (error) {
    if (triesLeft === 0) throw error
    return fetchAgain(address, options, triesLeft - 1)
  }
}

async function postAll(address, entries, perPost) {
  const times = []
  let next = 0
  const lane = async () => {
    while (next < entries.length) {
      const from = next
      next += perPost
      times.push(await post(address, entries.slice(from, from + perPost)))
    }
  }
  await Promise.all(Array.from({ length: POSTS_AT_ONCE }, lane))
  return times
}

export async function webhooks(url, db, count, perPost) {
  await queueMessages(db, Math.round(count / PER_FIVE) * LIVES.length)
  await acceptAll(db)
  const relances = await db.query('select id from relances order by id')
  const at = Math.round(Date.now() / 1_000)
  const lives = relances.map(({ id }, place) => ({ id, ...LIVES[place % LIVES.length] }))
  const distinct = lives.flatMap(({ id, statuses }) => statuses.map((status) => changeOf(id, status, at)))
  const entries = shuffle(Array.from({ length: COPIES }, () => distinct).flat())
  const port = await freePort()
  const environment = {
    WHATSAPP_TOKEN: 'token',
    WHATSAPP_PHONE_NUMBER_ID: numbersOf(1)[0],
    WHATSAPP_APP_SECRET: SECRET,
    WHATSAPP_VERIFY_TOKEN: 'verify-me',
    // Nothing is sent; what would be finds nobody.
    WHATSAPP_API_URL: 'http://127.0.0.1:9',
  }
  const web = await startProcess('web', url, { ...environment, PORT: String(port) })
  const worker = await startProcess('worker', url, environment)
  try {
    const startedAt = performance.now()
    const times = await postAll(`http://127.0.0.1:${port}/api/whatsapp/webhook`, entries, perPost)
    const postedAt = performance.now()
    await until(
      async () =>
        (await db.query(`select from whatsapp_events where state in ('new', 'waiting') limit 1`)).length === 0,
      'some events were not applied',
    )
    const appliedAt = performance.now()
    const stored = new Map((await db.query('select id, state from relances')).map(({ id, state }) => [id, state]))
    return {
      distinct: distinct.length,
      told: entries.length,
      perPost,
      wrongStates: lives.filter(({ id, state }) => stored.get(id) !== state).length,
      states: await statesOf(db),
      medianMs: Math.round(quantile(times, 0.5)),
      p99Ms: Math.round(quantile(times, 0.99)),
      postedSeconds: Math.round((postedAt - startedAt) / 1_000),
      appliedSecondsAfter: Math.round((appliedAt - postedAt) / 1_000),
    }
  } finally {
    await Promise.all([web, worker].map((child) => end(child)))
  }
}
