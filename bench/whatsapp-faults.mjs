/** Nothing is accepted twice, and nothing ambiguous is forgotten: with faults, and with workers that are killed. */
import { setTimeout as wait } from 'node:timers/promises'
import { listUnsettled } from '@relance/sending'
import { startSandbox } from '@relance/testing'
import { end, freePort, numbersOf, queueMessages, startProcess, statesOf, until } from './whatsapp-setup.mjs'

const KILL_EVERY_MS = 8_000
const FAULTS = { accept_then_timeout: 10, error_500: 5, rate_limited: 5 }
/** Above the pace that is left when one call in twenty asks to slow down. */
const PER_SECOND = 200

async function killAgainAndAgain(start, isOver) {
  let kills = 0
  let workers = [await start(), await start()]
  while (!(await isOver())) {
    await wait(KILL_EVERY_MS)
    if (await isOver()) break
    const [victim, ...others] = workers
    await end(victim, 'SIGKILL')
    kills++
    workers = [...others, await start()]
  }
  return { kills, workers }
}

/** Every relance against the log of what was accepted. */
async function compare(db, sandbox) {
  const { accepted, distinct, twice } = await sandbox.ask('GET', 'accepted-summary')
  const log = new Set()
  for (let after = 0; after < accepted; after += 50_000) {
    const page = await sandbox.ask('GET', `accepted?after=${after}&limit=50000`)
    for (const { opaque } of page) log.add(opaque)
  }
  const rows = await db.query(
    `select r.id, r.state, s.listed_at is not null as "isListed", s.error_details as details
       from relances r left join whatsapp_sends s on s.relance_id = r.id`,
  )
  const count = (test) => rows.filter(test).length
  return {
    accepted,
    distinct,
    acceptedTwice: twice.length,
    acceptedAndRead: count(({ id, state }) => log.has(id) && state === 'read'),
    acceptedAndNotRead: count(({ id, state }) => log.has(id) && state !== 'read'),
    readAndNotAccepted: count(({ id, state }) => !log.has(id) && state === 'read'),
    unknownListed: count(({ state, isListed }) => state === 'unknown' && isListed),
    unknownNotListed: count(({ state, isListed }) => state === 'unknown' && !isListed),
    unknownByError: count(({ state, details }) => state === 'unknown' && details !== null),
    unknownByKill: count(({ state, details }) => state === 'unknown' && details === null),
  }
}

export async function faults(url, db, messages) {
  await queueMessages(db, messages)
  await db.query('update whatsapp_settings set messages_per_second = $1', [PER_SECOND])
  const port = await freePort()
  const phoneNumberIds = numbersOf(10)
  const sandbox = await startSandbox({ phoneNumberIds, webhookUrl: `http://127.0.0.1:${port}/api/whatsapp/webhook` })
  const environment = {
    ...sandbox.environment,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberIds.join(','),
    WHATSAPP_TIMEOUT_SECONDS: '5',
  }
  await sandbox.ask('PUT', 'behaviour', {
    faults: FAULTS,
    latencyMs: 50,
    delivery: { perPost: 10 },
    // Its own limit stays out of the way: who is told to slow down is chosen by the faults.
    limits: { messagesPerSecond: 1_000 },
  })
  const web = await startProcess('web', url, { ...environment, PORT: String(port) })
  let workers = []
  const startedAt = Date.now()
  try {
    const isOver = async () => !(await statesOf(db)).queued
    const killed = await killAgainAndAgain(() => startProcess('worker', url, environment), isOver)
    workers = killed.workers
    const sentAt = Date.now()
    await until(async () => {
      const { queued = 0, sending = 0, accepted = 0, delivered = 0 } = await statesOf(db)
      return queued + sending + accepted + delivered === 0
    }, 'some messages are neither read nor unknown')
    // A quarter of an hour later, by the clock given.
    await listUnsettled(db, Date.now(), Date.now())
    const result = await compare(db, sandbox)
    return { messages, kills: killed.kills, seconds: Math.round((sentAt - startedAt) / 1_000), ...result }
  } finally {
    await Promise.all([...workers, web].map((child) => end(child)))
    await sandbox.stop()
  }
}
