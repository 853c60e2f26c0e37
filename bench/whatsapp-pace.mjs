/** One worker with four numbers: how fast a backlog leaves, and how late what becomes due one by one is. */
import { startSandbox } from '@relance/testing'
import { end, numbersOf, quantile, queueMessages, startProcess, until } from './whatsapp-setup.mjs'

const NUMBERS = 4
const PER_SECOND = 80
const OFFERED_PER_SECOND = 300
const LATENCY_MS = 100

const acceptedAll = async (sandbox) => {
  const { accepted } = await sandbox.ask('GET', 'accepted-summary')
  const log = []
  for (let after = 0; after < accepted; after += 50_000) {
    log.push(...(await sandbox.ask('GET', `accepted?after=${after}&limit=50000`)))
  }
  return log
}

export async function pace(url, db, seconds) {
  const backlog = NUMBERS * PER_SECOND * seconds
  const steady = OFFERED_PER_SECOND * seconds
  await queueMessages(db, backlog + steady)
  const phoneNumberIds = numbersOf(NUMBERS)
  const sandbox = await startSandbox({ phoneNumberIds })
  await sandbox.ask('PUT', 'behaviour', { latencyMs: LATENCY_MS, limits: { messagesPerSecond: 1_000 } })
  // The second half becomes due once the first has left, one after the other.
  const steadyFrom = Date.now() + 10_000 + seconds * 1_300
  await db.query(
    `update relances r set deliver_at = to_timestamp($1::float8 / 1000) + (t.place - 1) * interval '1 second' / $2
       from (select id, row_number() over (order by id) as place from relances limit $3) t where t.id = r.id`,
    [steadyFrom, OFFERED_PER_SECOND, steady],
  )
  await db.query('vacuum analyze relances')
  const worker = await startProcess('worker', url, {
    ...sandbox.environment,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberIds.join(','),
  })
  try {
    const isAllAccepted = async () => (await sandbox.ask('GET', 'accepted-summary')).accepted === backlog + steady
    await until(isAllAccepted, 'some messages were not accepted', 5)
    const log = await acceptedAll(sandbox)
    const dueAt = new Map(
      (
        await db.query(`select relance_id as id, extract(epoch from due_at)::float8 * 1000 as at from whatsapp_sends`)
      ).map(({ id, at }) => [id, at]),
    )
    const isSteady = ({ opaque }) => dueAt.get(opaque) >= steadyFrom - 1
    const late = log.filter(isSteady).map(({ opaque, at }) => at - dueAt.get(opaque))
    return {
      backlog,
      perSecondAndNumber: perSecond(log.filter((one) => !isSteady(one))),
      steady,
      offeredPerSecondAndNumber: OFFERED_PER_SECOND / NUMBERS,
      p50Ms: Math.round(quantile(late, 0.5)),
      p99Ms: Math.round(quantile(late, 0.99)),
      mostMs: Math.round(Math.max(...late)),
    }
  } finally {
    await end(worker)
    await sandbox.stop()
  }
}

/** Of each number, between its first and its last message. */
function perSecond(log) {
  const byNumber = new Map()
  for (const { phoneNumberId, at } of log) byNumber.set(phoneNumberId, [...(byNumber.get(phoneNumberId) ?? []), at])
  return Object.fromEntries(
    [...byNumber].map(([number, at]) => [
      number,
      Number(((at.length - 1) / ((Math.max(...at) - Math.min(...at)) / 1_000)).toFixed(1)),
    ]),
  )
}
