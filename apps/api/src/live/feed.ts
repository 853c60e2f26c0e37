/** Live events as the database tells them: LISTEN wakes this process, and a look every few seconds misses none. */
import type { Role } from '@relance/contract'
import type { Db } from '@relance/relance'
import { EVENTS_KEPT_SECONDS } from '@relance/trigger'
import { Listener } from '../database/listener.ts'

export interface LiveEvent {
  seq: number
  topic: string
  type: 'created' | 'updated' | 'deleted'
  /** Empty when there were too many to name. */
  ids: string[]
  closerId: string | null
  leastRole: Role
}

/** Transactions commit out of order: an event is looked for this long before the latest one. */
const OVERLAP_SECONDS = 15
/** Numbers of events that were told. */
const REMEMBERED = 10_000
const POLL_MS = 3_000

const COLUMNS = `seq::float8 as seq, topic, type, ids, closer_id as "closerId", least_role as "leastRole"`

/** The events after `seq`, and those that may have been committed late; null when it is too long ago to know. */
export async function eventsAfter(db: Db, seq: number): Promise<LiveEvent[] | null> {
  const [last] = await db.query<{ isKept: boolean }>(
    `select exists (select from live_events where seq = $1 and at > clock_timestamp() - $2 * interval '1 second') as "isKept"`,
    [seq, EVENTS_KEPT_SECONDS],
  )
  if (!last?.isKept) return null
  return db.query<LiveEvent>(
    `select ${COLUMNS} from live_events
      where seq <> $1 and at >= (select at from live_events where seq = $1) - $2 * interval '1 second' order by seq`,
    [seq, OVERLAP_SECONDS],
  )
}

/** Hands every event to `hear`, once, from `start` until `stop`. */
export class Feed {
  private readonly listener: Listener
  private timer: NodeJS.Timeout | undefined
  private readonly heard = new Set<number>()
  /** The latest event of the last look; null when there was none yet. */
  private lookedTo: number | null = null

  constructor(
    private readonly db: Db,
    url: string,
    private readonly hear: (event: LiveEvent) => void,
  ) {
    const hearSeq = (payload: string): void => void this.fetch(Number(payload))
    this.listener = new Listener({ url, channel: 'relance_live', hear: hearSeq, begun: () => this.poll() })
  }

  async start(): Promise<void> {
    await this.beginHere()
    await this.listener.start()
    this.timer = setInterval(() => void this.poll(), POLL_MS)
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.listener.stop()
  }

  private async fetch(seq: number): Promise<void> {
    if (this.heard.has(seq)) return
    const rows = await this.db
      .query<LiveEvent>(`select ${COLUMNS} from live_events where seq = $1`, [seq])
      .catch(() => [])
    this.pass(rows)
  }

  private async poll(): Promise<void> {
    this.pass(await this.recent().catch(() => []))
  }

  /** What was told before this process listened is nobody's news here; what is committed late may be. */
  private async beginHere(): Promise<void> {
    const rows = await this.db.query<{ seq: number }>(
      'select seq::float8 as seq from live_events order by seq desc limit $1',
      [REMEMBERED],
    )
    this.lookedTo = rows[0]?.seq ?? null
    for (const { seq } of rows.toReversed()) this.heard.add(seq)
  }

  /** From the last look on, however long ago it was: the database may have been away for longer than the overlap. */
  private async recent(): Promise<LiveEvent[]> {
    const events = await this.db.query<LiveEvent>(
      `select ${COLUMNS} from live_events
        where at >= coalesce((select at from live_events where seq = $1) - $2 * interval '1 second', '-infinity') order by seq`,
      [this.lookedTo, OVERLAP_SECONDS],
    )
    this.lookedTo = events.at(-1)?.seq ?? this.lookedTo
    return events
  }

  private pass(events: readonly LiveEvent[]): void {
    for (const event of events) {
      if (this.heard.has(event.seq)) continue
      this.heard.add(event.seq)
      this.hear(event)
    }
    // Numbers come in order, so the first ones are the oldest.
    for (const seq of this.heard) {
      if (this.heard.size <= REMEMBERED) break
      this.heard.delete(seq)
    }
  }
}
