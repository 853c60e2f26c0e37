/** One worker with four numbers: how fast a backlog leaves, and how late what becomes due one by one is. */
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { startSandbox } from '@relance/testing'
import { end, freePort, numbersOf, quantile, queueMessages, startProcess, statesOf, until } from './whatsapp-setup.mjs'

const NUMBERS = 4
const PER_SECOND = 80
const LATENCY_MS = 100
/** Clock ticks of the kernel. */
const TICKS_PER_SECOND = 100

/** What the sandbox has accepted after the first `from`. */
async function acceptedAfter(sandbox, from) {
  const log = []
  for (let page = [1]; page.length > 0; log.push(...page)) {
    page = await sandbox.ask('GET', `accepted?after=${from + log.length}&limit=50000`)
  }
  return log
}

function secondsOf({ pid }) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

const busySeconds = () =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1_000

/** Seconds of processor time per second, of each process and of the whole machine, while `work` lasts. */
async function withLoad(children, work) {
  const names = Object.keys(children)
  const before = [busySeconds(), ...names.map((name) => secondsOf(children[name]))]
  const startedAt = performance.now()
  const result = await work()
  const seconds = (performance.now() - startedAt) / 1_000
  const after = [busySeconds(), ...names.map((name) => secondsOf(children[name]))]
  const cores = ['machine', ...names].map((name, at) => [name, Number(((after[at] - before[at]) / seconds).toFixed(2))])
  return { ...result, cores: Object.fromEntries(cores) }
}

/** `limit`: how many a second the sandbox takes from one number while the backlog leaves. */
export async function pace(url, db, { seconds, limit, hasStatuses }) {
  const half = NUMBERS * PER_SECOND * seconds
  await queueMessages(db, 2 * half)
  // The second half waits for the first to be over, also when a starting server plans again what waits.
  await db.query(
    `update relances r set deliver_at = now() + interval '1 day', not_before = now() + interval '1 day'
       from (select id from relances order by id limit $1) t where t.id = r.id`,
    [half],
  )
  await db.vacuum('relances')
  const phoneNumberIds = numbersOf(NUMBERS)
  const port = await freePort()
  const sandbox = await startSandbox({
    phoneNumberIds,
    ...(hasStatuses && { webhookUrl: `http://127.0.0.1:${port}/api/whatsapp/webhook` }),
  })
  const environment = { ...sandbox.environment, WHATSAPP_PHONE_NUMBER_ID: phoneNumberIds.join(',') }
  await sandbox.ask('PUT', 'behaviour', {
    latencyMs: LATENCY_MS,
    delivery: { perPost: 10 },
    limits: { messagesPerSecond: limit },
  })
  const web = hasStatuses && (await startProcess('web', url, { ...environment, PORT: String(port) }))
  const worker = await startProcess('worker', url, environment)
  const children = { worker, sandbox, ...(web && { web }) }
  try {
    const backlog = await withLoad(children, () => leaveBacklog(db, sandbox, half))
    const steady = await withLoad(children, () => leaveSteadily(db, sandbox, half))
    return { withStatuses: hasStatuses, limit, numbers: NUMBERS, backlog, steady }
  } finally {
    await Promise.all([worker, web].filter(Boolean).map((child) => end(child)))
    await sandbox.stop()
  }
}

/** At 80 a second; `refused` is what was more than the sandbox's limit in any second. */
async function leaveBacklog(db, sandbox, count) {
  const isOver = async () =>
    !(
      await db.query(
        `select 1 from relances
          where state = 'sending' or state = 'queued' and deliver_at < now() + interval '1 hour' limit 1`,
      )
    ).length
  await until(isOver, 'some messages were not sent', 5)
  const log = await acceptedAfter(sandbox, 0)
  const [{ refused }] = await db.query('select sum(attempts - 1)::int as refused from whatsapp_sends')
  return { messages: count, accepted: log.length, refused, ...perSecond(log) }
}

/** As many as before, one after the other, with room above: what is measured is the way, not the limit. */
async function leaveSteadily(db, sandbox, count) {
  const { accepted: before } = await sandbox.ask('GET', 'accepted-summary')
  await sandbox.ask('PUT', 'behaviour', { limits: { messagesPerSecond: 1_000 } })
  await db.query('update whatsapp_settings set messages_per_second = $1', [2 * PER_SECOND])
  await db.query(
    `update relances r set not_before = null,
            deliver_at = clock_timestamp() + interval '3 seconds' + (t.place - 1) * interval '1 second' / $1
       from (select id, row_number() over (order by id) as place from relances where state = 'queued') t where t.id = r.id`,
    [NUMBERS * PER_SECOND],
  )
  await until(
    async () => (await sandbox.ask('GET', 'accepted-summary')).accepted === before + count,
    'some are missing',
    5,
  )
  const log = await acceptedAfter(sandbox, before)
  await until(async () => !(await statesOf(db)).sending, 'some answers were not recorded', 1)
  const sends = await db.query(
    `select relance_id as id, extract(epoch from due_at)::float8 * 1000 as due, extract(epoch from accepted_at)::float8 * 1000 as recorded
       from whatsapp_sends`,
  )
  const sent = new Map(sends.map(({ id, ...rest }) => [id, rest]))
  return {
    messages: count,
    ...perSecond(log),
    untilAccepted: delays(log.map(({ opaque, at }) => at - sent.get(opaque).due)),
    untilRecorded: delays(log.map(({ opaque }) => sent.get(opaque).recorded - sent.get(opaque).due)),
  }
}

const delays = (list) => ({
  p50Ms: Math.round(quantile(list, 0.5)),
  p99Ms: Math.round(quantile(list, 0.99)),
  mostMs: Math.round(Math.max(...list)),
})

/** Of each number: its pace between its first and its last message, and the fullest second, whenever it begins. */
function perSecond(log) {
  const byNumber = new Map()
  for (const { phoneNumberId, at } of log) byNumber.set(phoneNumberId, [...(byNumber.get(phoneNumberId) ?? []), at])
  const paces = [...byNumber.values()].map((at) =>
    Number(((at.length - 1) / ((Math.max(...at) - Math.min(...at)) / 1_000)).toFixed(1)),
  )
  return { perSecondAndNumber: paces, fullestSecond: Math.max(...[...byNumber.values()].map(fullest)) }
}

function fullest(instants) {
  const sorted = [...instants].sort((a, b) => a - b)
  let most = 0
  for (let from = 0, to = 0; to < sorted.length; to++) {
    while (sorted[to] - sorted[from] >= 1_000) from++
    most = Math.max(most, to - from + 1)
  }
  return most
}
