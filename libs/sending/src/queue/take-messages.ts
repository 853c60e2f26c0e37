/** Which messages of a number leave now, each with its instant. A state is committed before every call. */
import { sendAlone } from './canary.pure.ts'
import { readProven, writeCanaries } from './canary.sql.ts'
import { decideDeliveries, type Delivery, type SendDecision } from './deliver.pure.ts'
import { earliestStart, lateness, type Pace, paceAt, schedule } from '../pace/pace.pure.ts'
import { type Channel, type DatabaseClock, type Db, readNow } from '@relance/relance'
import { readSentThisMonth } from '../money/rates.sql.ts'
import { notePace, takeNumber } from '../pace/numbers.sql.ts'
import { loadSending, type Sending } from '../plan/load-sending.sql.ts'
import { readSendingRevision } from '../plan/sending-revision.sql.ts'
import { nextQueuedAt, queuedOf, type QueuedRow, takeQueued, writeDeliveries } from './take-messages.sql.ts'

/** When another replica holds the number, or too many calls are under way. */
export const SOON_MS = 50
/** Calls begin so long after they are planned: time to commit them, so that they leave at their own instants and do not bunch. */
const AHEAD_MS = 100
/**
 * Marked as sending together, at most what a number may send in this time, and what it is late: a crash before the calls leaves
 * few of them in doubt.
 */
const SLICE_MS = 100

export interface Taking {
  channel: Channel
  numberId: string
  numberIds: readonly string[]
  limit: number
  sending: Sending
}

export interface Starting {
  decision: SendDecision
  /** Milliseconds. */
  startAt: number
  /** The part of its rate the number uses. */
  speed: number
}

/** Commits `sending` for what may leave now; the rest waits, is handed to its closer, withdrawn or expired. */
export async function takeMessages(
  { db, clock }: { db: Db; clock: DatabaseClock },
  { channel, numberId, numberIds, limit, sending }: Taking,
): Promise<{ messages: Starting[]; nextAt: number | null }> {
  return db.transaction(async (tx) => {
    const now = await readNow(tx)
    clock.tell(now)
    if (await isStopped(tx)) return { messages: [], nextAt: null }
    const number = await takeNumber(tx, numberId)
    if (!number) return { messages: [], nextAt: now + SOON_MS }
    const isQualityPaused = number.pauseReason === 'quality' && (number.pausedUntil ?? 0) > now
    const { messagesPerSecond } = sending
    const pace = paceAt(number, now)
    const from = now + AHEAD_MS
    const sliceMs = SLICE_MS + lateness(pace, from)
    const startsUntil = from + sliceMs
    const startsOf = (count: number) => schedule(pace, { messagesPerSecond, count, from, until: startsUntil })
    const most = startsOf(Math.min(limit, Math.ceil((messagesPerSecond * sliceMs) / 1_000))).starts.length
    const comeBackAt = (after: Pace): number => earliestStart(after, messagesPerSecond, from) - AHEAD_MS
    const wanted = isQualityPaused && sending.fallsBack ? limit : most
    if (wanted === 0) return { messages: [], nextAt: comeBackAt(pace) }
    const queued = await takeQueued(tx, { channel, numberId, numberIds, limit: wanted }, now)
    const current = await freshen(tx, channel, sending, now)
    const decided = sliceOf(
      await decideOn(tx, queued, {
        channel,
        numberId,
        numberIds,
        sending: current,
        isQualityPaused,
        now,
        leavesBy: startsUntil,
      }),
      most,
    )
    const { deliveries, canaries } = await holdUnproven(tx, numberId, decided)
    await writeDeliveries(tx, deliveries, { channel, numberId, currency: current.currency, now, startsUntil })
    await writeCanaries(tx, numberId, canaries)
    const sends = deliveries.filter((delivery) => delivery.kind === 'send')
    const { starts, pace: after } = startsOf(sends.length)
    await notePace(tx, numberId, after)
    const messages = sends.map((decision, place) => ({
      decision,
      startAt: starts[place] as number,
      speed: after.speed,
    }))
    if (queued.length === 0) return { messages, nextAt: await nextQueuedAt(tx, channel, now) }
    return { messages, nextAt: isQualityPaused ? now : comeBackAt(after) }
  })
}

/** What was saved since it was read is obeyed; nobody waits for what has not changed. */
async function freshen(tx: Db, channel: Channel, sending: Sending, now: number): Promise<Sending> {
  return (await readSendingRevision(tx)) === sending.revision ? sending : loadSending(tx, channel, now)
}

/** All that does not leave, and the first `most` that do; the others stay queued for the next look. */
function sliceOf(deliveries: readonly Delivery[], most: number): Delivery[] {
  let left = most
  return deliveries.filter(({ kind }) => kind !== 'send' || left-- > 0)
}

async function holdUnproven(tx: Db, numberId: string, decided: readonly Delivery[]) {
  const templateIds = decided.flatMap(({ kind, queued }) => (kind === 'send' ? [queued.templateId] : []))
  return sendAlone(decided, templateIds.length === 0 ? new Set() : await readProven(tx, numberId, templateIds))
}

/** A budget is used for two seconds, and what is taken on it leaves within the next. */
const PLAN_REACHES_S = 3

interface Judging {
  channel: Channel
  numberId: string
  numberIds: readonly string[]
  sending: Sending
  isQualityPaused: boolean
  now: number
  leavesBy: number
}

/** What ends or returns a message is decided on all that is read again, and so is the last money. */
async function decideOn(
  tx: Db,
  rows: readonly QueuedRow[],
  { channel, numberId, numberIds, sending, isQualityPaused, now, leavesBy }: Judging,
): Promise<Delivery[]> {
  const except = rows.map(({ relanceId }) => relanceId)
  const sentThisMonth = await readSentThisMonth(tx, { numberId, rates: sending.rates, except, now })
  const decide = (on: Sending): Delivery[] =>
    decideDeliveries(
      rows.map((row) => queuedOf(row, on)),
      { ...on, channel, isQualityPaused, sentThisMonth },
      { now, leavesBy },
    )
  const deliveries = decide(sending)
  const isBudgetNear = sending.budgetLeft !== null && sending.budgetLeft < spendable(sending, numberIds.length)
  // Each number may believe the last people its own.
  const isLimitNear =
    sending.peopleLeft !== null && sending.peopleLeft < sending.messagesPerSecond * numberIds.length * PLAN_REACHES_S
  if (isBudgetNear || isLimitNear) await tx.query('select from whatsapp_settings for update')
  return isBudgetNear || isLimitNear || deliveries.some(({ kind }) => kind !== 'send')
    ? decide(await loadSending(tx, channel, now))
    : deliveries
}

/**
 * What all numbers together can spend while a plan is kept, at the dearest price. A budget with less left is looked at under a
 * lock, since each of them may believe the rest of it its own.
 */
function spendable({ rates, messagesPerSecond }: Sending, numbers: number): number {
  const dearest = Math.max(0, ...rates.map(({ priceMicros }) => priceMicros))
  return dearest * messagesPerSecond * numbers * PLAN_REACHES_S
}

async function isStopped(tx: Db): Promise<boolean> {
  const [row] = await tx.query<{ isStopped: boolean }>(
    `select s.stopped_at is not null or g.stopped_at is not null as "isStopped" from whatsapp_settings s, settings g`,
  )
  return row?.isStopped !== false
}
