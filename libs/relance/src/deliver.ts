/** Sends what is queued: takes messages, calls WhatsApp, records what it answered. A state is committed before every call. */
import { decideDeliveries, type Delivery as Decided, type SendDecision } from './core/deliver.ts'
import { decideReceipt, type Receipt, type Taken } from './core/receipt.ts'
import { earliestStart, lateness, type Pace, paceAt, schedule } from './core/pace.ts'
import type { OutgoingMessage, SendOutcome } from './core/sending.ts'
import type { Clock, Db, Sender } from './ports.ts'
import { applyEffects } from './sql/apply-effects.ts'
import { takeTurns } from './sql/change-enrolments.ts'
import { loadSending, type Sending } from './sql/load-sending.ts'
import { loseSends, writeReceipts } from './sql/record-receipts.ts'
import {
  nextQueuedAt,
  notePace,
  queuedOf,
  type QueuedRow,
  takeNumber,
  takeQueued,
  writeDeliveries,
} from './sql/take-messages.ts'

export interface SendingHost {
  db: Db
  clock: Clock
  /** One per number, by the Cloud API's id of it. */
  senders: ReadonlyMap<string, Sender>
  /** Resolves at an instant (milliseconds); a timer unless a test has its own. */
  waitUntil?: (at: number) => Promise<unknown>
}

/** Plan and prices are read again after this long, and not used after twice as long. Kill switch and lead are looked at every time. */
const PLAN_MS = 1_000
/** When another replica holds the number, or too many calls are under way. */
const SOON_MS = 50
/** Calls begin so long after they are planned: time to commit them, so that they leave at their own instants and do not bunch. */
const AHEAD_MS = 100
/** How often a number with calls under way and nothing to send is looked at. */
const UNDER_WAY_MS = 250
/** Looked at together. */
const BATCH = 100
/**
 * Marked as sending together, at most what a number may send in this time, and what it is late: a crash before the calls leaves
 * few of them in doubt.
 */
const SLICE_MS = 100

export interface Delivery {
  /**
   * Takes and begins to send what one number may send now. Resolves as soon as the calls are under way, with the instant
   * (milliseconds) to come back at, or null when nothing more is due.
   */
  pump(numberId: string): Promise<number | null>
  /** Resolves when every call has been answered, or lost, and recorded. */
  drain(): Promise<void>
  /** Calls under way. */
  underWay(): number
}

/** `capacity`: calls under way at most, over all numbers. */
export function createDelivery(host: SendingHost, { capacity = 1_000 } = {}): Delivery {
  const waitUntil = host.waitUntil ?? ((at: number) => new Promise((resolve) => setTimeout(resolve, at - host.clock())))
  const known = createPlanCache(host)
  const recorder = createRecorder(host, known)
  const departAt = createDepartures(host.clock)
  const calls = new Set<Promise<void>>()
  const numberIds = [...host.senders.keys()]

  const begin = ({ decision, startAt }: Omit<Starting, 'speed'>, numberId: string, sender: Sender): void => {
    const call = waitUntil(startAt)
      .then(() => sender.send(messageOf(decision)))
      .then(
        (outcome) => recorder.add({ taken: takenOf(decision), numberId, outcome }),
        // A bug of ours: nobody can say whether the call went out.
        (error: unknown) =>
          recorder.add({
            taken: takenOf(decision),
            numberId,
            outcome: { kind: 'unknown', error: { code: null, details: nameOf(error) } },
          }),
      )
    calls.add(call)
    void call.finally(() => calls.delete(call)).catch(() => undefined)
  }

  return {
    async pump(numberId) {
      const sender = host.senders.get(numberId)
      const limit = Math.min(BATCH, capacity - calls.size)
      if (!sender) return null
      if (limit <= 0) return host.clock() + SOON_MS
      const sending = await known()
      const taken = await takeMessages(host, { numberId, numberIds, limit, sending })
      // Of what is under way, some may have to be sent again soon.
      const nextAt = taken.nextAt ?? (calls.size > 0 ? host.clock() + UNDER_WAY_MS : null)
      for (const { decision, ...planned } of taken.messages) {
        begin({ decision, startAt: departAt(numberId, planned, sending.messagesPerSecond) }, numberId, sender)
      }
      return nextAt
    },
    async drain() {
      while (calls.size > 0) await Promise.allSettled(calls)
      await recorder.flushed()
    },
    underWay: () => calls.size,
  }
}

const IDLE: Pace = { nextAt: 0, seenAt: 0, speed: 1, pausedUntil: null, recent: [] }

/**
 * When calls really begin, number by number: as planned, or as soon after a commit that was late as the pace allows. Without it
 * what is late would leave together with what comes next.
 */
function createDepartures(clock: Clock) {
  const paces = new Map<string, Pace>()
  return (numberId: string, { startAt, speed }: Omit<Starting, 'decision'>, messagesPerSecond: number): number => {
    const now = clock()
    const before = paceAt({ ...(paces.get(numberId) ?? IDLE), speed }, now)
    const from = Math.max(startAt, now)
    const { starts, pace } = schedule(before, { messagesPerSecond, count: 1, from, until: Infinity })
    paces.set(numberId, pace)
    return starts[0] ?? from
  }
}

interface Taking {
  numberId: string
  numberIds: readonly string[]
  limit: number
  sending: Sending
}

interface Starting {
  decision: SendDecision
  /** Milliseconds. */
  startAt: number
  /** The part of its rate the number uses. */
  speed: number
}

/** Commits `sending` for what may leave now; the rest is held, handed to its closer, withdrawn or expired. */
export async function takeMessages(
  { db, clock }: Pick<SendingHost, 'db' | 'clock'>,
  { numberId, numberIds, limit, sending }: Taking,
): Promise<{ messages: Starting[]; nextAt: number | null }> {
  return db.transaction(async (tx) => {
    const now = clock()
    if (await isStopped(tx)) return { messages: [], nextAt: null }
    const number = await takeNumber(tx, numberId)
    if (!number) return { messages: [], nextAt: now + SOON_MS }
    const isBlocked = number.pauseReason === 'quality' && (number.pausedUntil ?? 0) > now
    const { messagesPerSecond } = sending
    const pace = paceAt(number, now)
    const from = now + AHEAD_MS
    const sliceMs = SLICE_MS + lateness(pace, from)
    const startsUntil = from + sliceMs
    const startsOf = (count: number) => schedule(pace, { messagesPerSecond, count, from, until: startsUntil })
    const most = startsOf(Math.min(limit, Math.ceil((messagesPerSecond * sliceMs) / 1_000))).starts.length
    const comeBackAt = (after: Pace): number => earliestStart(after, messagesPerSecond, from) - AHEAD_MS
    const wanted = isBlocked && sending.fallsBack ? limit : most
    if (wanted === 0) return { messages: [], nextAt: comeBackAt(pace) }
    const queued = await takeQueued(tx, numberId, numberIds, wanted, now)
    const deliveries = sliceOf(await decideOn(tx, queued, { sending, isBlocked, now, leavesBy: startsUntil }), most)
    await writeDeliveries(tx, deliveries, { numberId, currency: sending.currency, now, startsUntil })
    const sends = deliveries.filter((delivery) => delivery.kind === 'send')
    const { starts, pace: after } = startsOf(sends.length)
    await notePace(tx, numberId, after)
    const messages = sends.map((decision, place) => ({
      decision,
      startAt: starts[place] as number,
      speed: after.speed,
    }))
    if (queued.length === 0) return { messages, nextAt: await nextQueuedAt(tx, now) }
    return { messages, nextAt: isBlocked ? now : comeBackAt(after) }
  })
}

/** All that does not leave, and the first `most` that do; the others stay queued for the next look. */
function sliceOf(deliveries: readonly Decided[], most: number): Decided[] {
  let left = most
  return deliveries.filter(({ kind }) => kind !== 'send' || left-- > 0)
}

/** Near its end, the budget is looked at under a lock: as many batches as all numbers can take while a plan is kept. */
const BATCHES_WITHIN_PLAN = 50

/** What ends or returns a message is never decided on a plan read before: the rule may be younger. Nor is the last money spent so. */
async function decideOn(
  tx: Db,
  rows: readonly QueuedRow[],
  { sending, isBlocked, now, leavesBy }: { sending: Sending; isBlocked: boolean; now: number; leavesBy: number },
): Promise<Decided[]> {
  const decide = (on: Sending): Decided[] =>
    decideDeliveries(
      rows.map((row) => queuedOf(row, on)),
      { ...on, isBlocked },
      { now, leavesBy },
    )
  const deliveries = decide(sending)
  const cost = deliveries.reduce((sum, one) => sum + (one.kind === 'send' ? (one.estimate ?? 0) : 0), 0)
  const isBudgetNear = sending.budgetLeft !== null && sending.budgetLeft < cost * BATCHES_WITHIN_PLAN
  if (isBudgetNear) await tx.query('select from whatsapp_settings for update')
  return isBudgetNear || deliveries.some(({ kind }) => kind !== 'send')
    ? decide(await loadSending(tx, now))
    : deliveries
}

async function isStopped(tx: Db): Promise<boolean> {
  const [row] = await tx.query<{ isStopped: boolean }>(
    `select s.stopped_at is not null or g.stopped_at is not null as "isStopped" from whatsapp_settings s, settings g`,
  )
  return row?.isStopped !== false
}

const messageOf = ({ queued, content }: SendDecision): OutgoingMessage => ({
  relanceId: queued.relanceId,
  to: queued.lead.phone ?? '',
  content,
})

/** Of the attempts before, only the relance's row knows; they are read when the receipt is. */
function takenOf({ queued }: SendDecision): Omit<Taken, 'failures'> {
  const { relanceId, step, expiresAt, lead, rule } = queued
  return { relanceId, leadId: lead.id, step, expiresAt, timeZone: lead.timeZone, rule }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error')

interface Answered {
  taken: Omit<Taken, 'failures'>
  numberId: string
  outcome: SendOutcome
}

/** Records answers in batches: whatever came in while one was being written is the next. */
function createRecorder(host: SendingHost, known: () => Promise<Sending>) {
  let waiting: { answered: Answered; settled: (error?: unknown) => void }[] = []
  let writing: Promise<void> | null = null
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await recordReceipts(
        host,
        batch.map(({ answered }) => answered),
        await known(),
      ).then(
        () => batch.forEach(({ settled }) => settled()),
        // One that cannot be written must not take the others with it.
        async () => {
          for (const { answered, settled } of batch) {
            await known()
              .then((sending) => recordReceipts(host, [answered], sending))
              .then(() => settled(), settled)
          }
        },
      )
    }
    writing = null
  }
  return {
    add: (answered: Answered): Promise<void> =>
      new Promise((resolve, reject) => {
        waiting.push({ answered, settled: (error) => (error === undefined ? resolve() : reject(error)) })
        writing ??= write()
      }),
    flushed: async (): Promise<void> => {
      while (writing) await writing
    },
  }
}

/** In one transaction under the turn of the leads. What cannot be written stays `sending`, and becomes `unknown`. */
export async function recordReceipts(
  { db, clock }: Pick<SendingHost, 'db' | 'clock'>,
  answers: readonly Answered[],
  known: Sending,
): Promise<void> {
  await db.transaction(async (tx) => {
    await takeTurns(tx, [...new Set(answers.map(({ taken }) => taken.leadId))])
    const failures = await readFailures(tx, answers)
    const now = clock()
    const receipts = answers.map(({ taken, outcome }) =>
      decideReceipt({ ...taken, failures: failures.get(taken.relanceId) ?? 0 }, outcome, known, now),
    )
    await writeReceipts(tx, receipts, now)
    await applyEffects(
      tx,
      receipts.map((receipt, place) => causedBy(receipt, answers[place] as Answered)),
      now,
    )
  })
}

async function readFailures(tx: Db, answers: readonly Answered[]): Promise<Map<string, number>> {
  const failed = answers.filter(({ outcome }) => outcome.kind === 'refused' || outcome.kind === 'not_sent')
  if (failed.length === 0) return new Map()
  const rows = await tx.query<{ id: string; failures: number }>(
    'select relance_id as id, failures from whatsapp_sends where relance_id = any($1::uuid[])',
    [failed.map(({ taken }) => taken.relanceId)],
  )
  return new Map(rows.map(({ id, failures }) => [id, failures]))
}

function causedBy(receipt: Receipt, { taken, numberId }: Answered) {
  const { code, details } = receipt.error ?? { code: null, details: '' }
  return {
    leadId: taken.leadId,
    ruleId: taken.rule?.id ?? null,
    numberId,
    effects: receipt.effects,
    isFailed: receipt.state === 'failed' || receipt.state === 'due',
    error: code === null ? details : `${code}: ${details}`,
  }
}

/** Read again while the one before still holds, so that nobody waits for it; one that is too old is waited for. */
function createPlanCache({ db, clock }: SendingHost): () => Promise<Sending> {
  let cached: { readAt: number; sending: Sending } | null = null
  let reading: Promise<Sending> | null = null
  const read = async (readAt: number): Promise<Sending> => {
    try {
      const sending = await loadSending(db, readAt)
      cached = { readAt, sending }
      return sending
    } finally {
      reading = null
    }
  }
  return async () => {
    const now = clock()
    const age = cached ? now - cached.readAt : Number.NaN
    if (cached && age >= 0 && age < PLAN_MS) return cached.sending
    reading ??= read(now)
    if (!cached || !(age >= 0 && age < 2 * PLAN_MS)) return reading
    // Whoever has to wait for the next is told what went wrong.
    reading.catch(() => undefined)
    return cached.sending
  }
}

/** No answer can come any more for what has been `sending` since before `olderThanMs`: it is unknown now. */
export function loseStaleSends({ db, clock }: Pick<SendingHost, 'db' | 'clock'>, olderThanMs: number): Promise<number> {
  const now = clock()
  return loseSends(db, now - olderThanMs, now)
}
