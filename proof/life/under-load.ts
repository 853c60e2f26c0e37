/** Minutes of load with 500 live streams: resident memory, file descriptors and the delay of the event loop do not grow. */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { chanceOf } from '../chance.ts'
import { brokenInvariants, restlessness } from '../faults/check-round.ts'
import { API_TOKEN, createServer, type Server } from '../faults/server.ts'
import { openStage, type Stage } from '../faults/stage.ts'
import { openReader } from '../faults/streams.ts'
import { addCohort, countWaiting } from '../faults/world.ts'
import type { PartOptions, PartResult } from '../parts.ts'
import type { Life } from './life.ts'

const MINUTES = 10
const STREAMS = 500
const SAMPLE_MS = 5_000
const METRICS_TOKEN = randomBytes(32).toString('hex')

interface Sample {
  megabytes: number
  files: number
  /** Of the event loop, 99th percentile since the sample before. */
  delayMs: number
}

export const underLoad: Life = {
  name: 'life',
  title: `load with ${STREAMS} live streams: memory, file descriptors and event-loop delay do not grow`,
  play: async (ground, options, result) => {
    const stage = await openStage(await ground.cluster('fast'), { servers: 0 })
    const server = await createServer({ databaseUrl: stage.databaseUrl, environment: { METRICS_TOKEN } })
    await server.start()
    const readers = Array.from({ length: STREAMS }, () => openReader(() => [server.url]))
    if (!(await stage.control.until(async () => readers.every(({ seen }) => seen.size > 0), 60, 500)))
      result.violations.push({ round: 1, what: `not all of ${STREAMS} streams were told anything` })
    await load(stage, server, options, result)
    const missing = await missed(stage, readers)
    if (missing > 0) result.violations.push({ round: 1, what: `${missing} of ${STREAMS} streams missed events` })
    await Promise.all(readers.map((reader) => reader.close()))
    await server.kill('SIGTERM')
    await stage.close()
  },
}

async function load(stage: Stage, server: Server, options: PartOptions, result: PartResult): Promise<void> {
  const { control, world } = stage
  const until = performance.now() + (options.budgetMs ?? MINUTES * 60_000)
  const samples: Sample[] = []
  const beganAt = new Date()
  let round = options.first
  let sampleAt = performance.now()
  for (; performance.now() < until; round++) {
    await addCohort(control, world, chanceOf(options.seed, 'life', round), round, 40)
    await Promise.all([...PAGES.map((path) => ask(server, 'GET', path)), workInbox(server)])
    await wait(500)
    if (performance.now() < sampleAt) continue
    samples.push(await sample(server))
    sampleAt = performance.now() + SAMPLE_MS
  }
  const rounds = Array.from({ length: round - options.first }, (_, n) => options.first + n)
  await control.until(async () => (await countWaiting(control, rounds, true)) === 0, 60)
  result.rounds = rounds.length
  const wrong = [
    ...growth(samples),
    ...(await restlessness(control)),
    ...(await brokenInvariants(control, rounds, beganAt)),
  ]
  for (const what of wrong) result.violations.push({ round, what })
  result.notes = [figures(samples)]
}

const PAGES = ['/api/leads?range=[0,24]', '/api/relances?range=[0,24]', '/api/runs?range=[0,9]', '/health/ready']

async function ask(server: Server, method: string, path: string): Promise<unknown> {
  const answer = await fetch(server.url + path, {
    method,
    headers: { Authorization: `Bearer ${API_TOKEN}`, ...(method === 'POST' && { 'Content-Type': 'application/json' }) },
    ...(method === 'POST' && { body: '{}' }),
  })
  return answer.json().catch(() => null)
}

/** What a closer does: opens some, confirms some. */
async function workInbox(server: Server): Promise<void> {
  const open = await ask(server, 'GET', `/api/relances?range=[0,4]&filter=${encodeURIComponent('{"state":"due"}')}`)
  for (const { id } of Array.isArray(open) ? (open as { id: string }[]) : []) {
    await ask(server, 'POST', `/api/relances/${id}/open`)
    await ask(server, 'POST', `/api/relances/${id}/sent`)
  }
}

async function sample(server: Server): Promise<Sample> {
  const answer = await fetch(`${server.url}/metrics`, { headers: { Authorization: `Bearer ${METRICS_TOKEN}` } })
  const text = await answer.text()
  const read = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
  return {
    megabytes: read('process_resident_memory_bytes') / 2 ** 20,
    files: read('process_open_fds'),
    delayMs: read('nodejs_eventloop_lag_p99_seconds') * 1_000,
  }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** The last third against the middle one; the first warms up. */
function growth(samples: readonly Sample[]): string[] {
  const third = Math.floor(samples.length / 3)
  if (third < 4) return []
  const grew = (what: keyof Sample, share: number, more: number): string[] => {
    const before = median(samples.slice(third, 2 * third).map((one) => one[what]))
    const after = median(samples.slice(2 * third).map((one) => one[what]))
    return after > before * share + more ? [`${what} grew from ${before.toFixed(0)} to ${after.toFixed(0)}`] : []
  }
  return [...grew('megabytes', 1.1, 10), ...grew('files', 1, 10), ...grew('delayMs', 1.5, 20)]
}

function figures(samples: readonly Sample[]): string {
  const parts = [0, 1, 2].map((part) => samples.slice((part * samples.length) / 3, ((part + 1) * samples.length) / 3))
  const line = (what: keyof Sample): string =>
    parts.map((some) => median(some.map((one) => one[what])).toFixed(0)).join(', ')
  const minutes = ((samples.length * SAMPLE_MS) / 60_000).toFixed(0)
  return `about ${minutes} minutes, medians of each third: ${line('megabytes')} MB resident, ${line('files')} files, ${line('delayMs')} ms event-loop delay (p99)`
}

async function missed({ control }: Stage, readers: readonly { seen: ReadonlySet<number> }[]): Promise<number> {
  const [newest] = await control.query<{ seq: number }>('select max(seq)::float8 as seq from live_events')
  const events = await control.query<{ seq: number }>(
    `select seq::float8 as seq from live_events where seq <= $1 and topic like 'resource/%' and at > now() - interval '60 seconds'`,
    [newest?.seq ?? 0],
  )
  let left = readers.length
  await control.until(
    async () => {
      left = readers.filter(({ seen }) => events.some(({ seq }) => !seen.has(seq))).length
      return left === 0
    },
    30,
    500,
  )
  return left
}
