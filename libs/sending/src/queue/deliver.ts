/** Sends what is queued, number by number: what was taken is called for at its own instant, and every answer is recorded. */
import type { SendDecision } from './deliver.pure.ts'
import { type Pace, paceAt, schedule } from '../pace/pace.pure.ts'
import type { Taken } from '../attempts/receipt.pure.ts'
import { type OutgoingMessage, recipientOf, type SendOutcome } from '@relance/relance/core'
import { type Channel, type Clock, createDatabaseClock, type Host, type Sender, timed } from '@relance/relance'
import { type Answered, createRecorder } from '../attempts/record-receipts.ts'
import { createPlanCache } from '../plan/sending-plan.ts'
import { SOON_MS, type Starting, takeMessages } from './take-messages.ts'

export interface SendingHost extends Host {
  channel: Channel
  /** One per sending number, by the channel's id of it. */
  senders: ReadonlyMap<string, Sender>
  /** Resolves at an instant (milliseconds); a timer unless a test has its own. */
  waitUntil?: (at: number) => Promise<unknown>
}

/** How often a number with calls under way and nothing to send is looked at. */
const UNDER_WAY_MS = 250
/** Looked at together. */
const BATCH = 100

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
  /** The database's time, which `pump` answers in; milliseconds. */
  now: Clock
}

/** `capacity`: calls under way at most, over all numbers. */
export function createDelivery(host: SendingHost, { capacity = 1_000 } = {}): Delivery {
  const { channel, senders } = host
  const db = timed(host)
  const clock = createDatabaseClock(host)
  const known = createPlanCache(db, channel, clock.now)
  const recorder = createRecorder(db, known)
  const departAt = createDepartures(clock.now)
  const calls = createCalls(host, clock.now, recorder.add)
  return {
    async pump(numberId) {
      const sender = senders.get(numberId)
      const limit = Math.min(BATCH, capacity - calls.underWay())
      if (!sender) return null
      if (limit <= 0) return clock.now() + SOON_MS
      const sending = await known()
      const taken = await takeMessages(
        { db, clock },
        { channel, numberId, numberIds: [...senders.keys()], limit, sending },
      )
      // Of what is under way, some may have to be sent again soon.
      const nextAt = taken.nextAt ?? (calls.underWay() > 0 ? clock.now() + UNDER_WAY_MS : null)
      for (const { decision, ...planned } of taken.messages) {
        const startAt = departAt(numberId, planned, sending.messagesPerSecond)
        calls.begin(decision, { startAt, numberId, sender })
      }
      return nextAt
    },
    async drain() {
      await calls.ended()
      await recorder.flushed()
    },
    underWay: calls.underWay,
    now: clock.now,
  }
}

/** Calls for each message once, at its instant (milliseconds), and hands on what came of it. */
function createCalls({ waitUntil }: SendingHost, clock: Clock, answered: (one: Answered) => Promise<void>) {
  const wait = waitUntil ?? ((at: number) => new Promise((resolve) => setTimeout(resolve, at - clock())))
  const calls = new Set<Promise<void>>()
  return {
    begin: (
      decision: SendDecision,
      { startAt, numberId, sender }: { startAt: number; numberId: string; sender: Sender },
    ): void => {
      const call = wait(startAt)
        .then(() => sender.send(messageOf(decision)))
        // A bug of ours: nobody can say whether the call went out.
        .catch((error: unknown): SendOutcome => ({ kind: 'unknown', error: { code: null, details: nameOf(error) } }))
        .then((outcome) => answered({ taken: takenOf(decision), numberId, outcome }))
      calls.add(call)
      void call.finally(() => calls.delete(call)).catch(() => undefined)
    },
    ended: async (): Promise<void> => {
      while (calls.size > 0) await Promise.allSettled(calls)
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

const messageOf = ({ queued, content, category }: SendDecision): OutgoingMessage => ({
  relanceId: queued.relanceId,
  runId: queued.runId,
  to: recipientOf(queued.lead) ?? '',
  content,
  category,
})

/** Of the attempts before, only the relance's row knows; they are read when the receipt is. */
function takenOf({ queued }: SendDecision): Omit<Taken, 'failures'> {
  const { relanceId, step, expiresAt, lead, rule } = queued
  return { relanceId, leadId: lead.id, step, expiresAt, timeZone: lead.timeZone, phone: lead.phone, rule }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error')
