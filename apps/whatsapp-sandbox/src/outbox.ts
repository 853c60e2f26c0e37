/** Delivers webhooks: signed over their bytes, in copies, in any order, and again until they are answered with 200. */
import { createHmac } from 'node:crypto'
import { type Behaviour, roll } from './behaviour.ts'
import { type Clock, DAY_MS, HOUR_MS } from './clock.ts'
import { createDueQueue } from './due-queue.ts'

/** One change of one field, as it stands in `entry[].changes[]`. */
export interface Change {
  field: string
  value: Readonly<Record<string, unknown>>
  /** Of its entry, in seconds; what tells of messages has its instants inside. */
  time?: number
}

export interface Target {
  url: string | null
  appSecret: string
  businessAccountId: string
}

export interface Outbox {
  /** Delivered `afterMs` from now on the sandbox's clock; `onTaken` when it was answered with 200. */
  add(change: Change, afterMs: number, onTaken?: () => void): void
  /** Resolves when WhatsApp was answered or gave up once. */
  deliverNow(change: Change): Promise<void>
  standing(): { waiting: number; underWay: number; posted: number; refused: number; givenUp: number }
  clear(): void
  close(): void
}

interface Waiting {
  change: Change
  dueAt: number
  attempt: number
  onTaken: (() => void) | undefined
}

const TICK_MS = 10
const TIMEOUT_MS = 10_000
/** WhatsApp gives up after a week. */
const GIVE_UP_MS = 7 * DAY_MS
const MAX_WAIT_MS = HOUR_MS

/** Everything beyond ASCII escaped in lower case, and `/` as `\/`: bytes that JSON.parse and JSON.stringify do not give back. */
function written(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const signature = (body: string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

export function createOutbox(target: () => Target, behaviour: () => Behaviour, clock: Clock): Outbox {
  const waiting = createDueQueue<Waiting>()
  let underWay = 0
  let ordinal = 0
  const told = { posted: 0, refused: 0, givenUp: 0 }
  const stop = new AbortController()

  async function deliver(batch: readonly Waiting[]): Promise<void> {
    underWay++
    const isTaken = await post(
      target(),
      batch.map(({ change }) => change),
      stop.signal,
    )
    underWay--
    told[isTaken ? 'posted' : 'refused']++
    for (const one of batch) {
      if (!isTaken) tryLater(one)
      else if (target().url) one.onTaken?.()
    }
    deliverDue()
  }

  function tryLater({ attempt, ...rest }: Waiting): void {
    const wait = behaviour().delivery.retryMs * 2 ** Math.min(attempt, 30)
    if (wait > GIVE_UP_MS) told.givenUp++
    else waiting.add({ ...rest, dueAt: clock.now() + Math.min(wait, MAX_WAIT_MS), attempt: attempt + 1 })
  }

  function deliverDue(): void {
    const { concurrency, perPost } = behaviour().delivery
    while (underWay < concurrency && !stop.signal.aborted) {
      const batch = waiting.take(clock.now(), perPost)
      if (batch.length === 0) return
      void deliver(batch)
    }
  }
  const timer = setInterval(deliverDue, TICK_MS)

  return {
    add(change, afterMs, onTaken) {
      const { seed, delivery } = behaviour()
      for (let copy = 0; copy < delivery.copies; copy++) {
        const jitter = (roll(seed, `jitter ${ordinal++}`) / 100) * delivery.jitterMs
        waiting.add({ change, dueAt: clock.now() + afterMs + jitter, attempt: 0, onTaken })
      }
    },
    deliverNow: (change) => deliver([{ change, dueAt: clock.now(), attempt: 0, onTaken: undefined }]),
    standing: () => ({ waiting: waiting.size(), underWay, ...told }),
    clear() {
      waiting.clear()
      Object.assign(told, { posted: 0, refused: 0, givenUp: 0 })
    },
    close() {
      clearInterval(timer)
      stop.abort()
    },
  }
}

/** Whether it was answered with 200. Without an address nobody listens, and WhatsApp keeps nothing for later. */
async function post(
  { url, appSecret, businessAccountId }: Target,
  changes: readonly Change[],
  stop: AbortSignal,
): Promise<boolean> {
  if (!url) return true
  // Several entries rather than several changes of one: both happen.
  const entry = changes.map(({ time, ...change }) => ({
    id: businessAccountId,
    ...(time !== undefined && { time }),
    changes: [change],
  }))
  const body = written({ object: 'whatsapp_business_account', entry })
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature(body, appSecret) },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    return false
  }
}
