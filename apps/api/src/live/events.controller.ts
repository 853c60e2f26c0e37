/** Server-sent events: what changed, told to those who may see it. Topics and events are those of react-admin. */
import { mayCall } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import {
  type BeforeApplicationShutdown,
  Controller,
  Get,
  Inject,
  type OnApplicationBootstrap,
  Req,
  Res,
} from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { type Actor, CurrentActor, isCloser } from '../auth/access.ts'
import { sessionTokenOf } from '../auth/session-cookie.ts'
import { readSession } from '../auth/sessions.ts'
import type { Config } from '../config.ts'
import { Refused } from '../http/refused.ts'
import { CLOCK, CONFIG, DB } from '../tokens.ts'
import { eventsAfter, Feed, type LiveEvent } from './feed.ts'

const HEARTBEAT_MS = 15_000
const RETRY_MS = 2_000
/** A reader this far behind (bytes) is cut off; it comes back with the id of the last event it has seen. */
const MAX_BACKLOG = 1_000_000
const MAX_STREAMS = 2_000
const MAX_STREAMS_PER_PERSON = 20

interface Stream {
  actor: Actor
  /** Null for a bearer. */
  sessionToken: string | null
  sharesQueue: boolean
  response: Response
}

@ApiTags('events')
@ApiBearerAuth('api')
@Controller('api/events')
export class EventsController implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>()
  private readonly feed: Feed
  private heartbeat: NodeJS.Timeout | null = null

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.feed = new Feed(db, config.DATABASE_URL ?? '', (event) => this.tell(event))
  }

  async onApplicationBootstrap(): Promise<void> {
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS)
    await this.feed.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.heartbeat) clearInterval(this.heartbeat)
    for (const stream of this.streams) this.close(stream)
    await this.feed.stop()
  }

  @Get()
  @ApiOperation({
    summary: 'Live events',
    description:
      'Each message is `{ topic, type, payload: { ids } }`: topic `resource/<name>` (or `resource/*` with type `reset`: read everything again), type `created`, `updated` or `deleted`. No ids means many. `Last-Event-ID` brings what was missed.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  async open(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    const mine = [...this.streams].filter((stream) => stream.actor.id !== null && stream.actor.id === actor.id)
    if (this.streams.size >= MAX_STREAMS) throw new Refused('unavailable')
    if (mine.length >= MAX_STREAMS_PER_PERSON && mine[0]) this.close(mine[0])
    const stream: Stream = {
      actor,
      sessionToken: request.get('authorization') ? null : sessionTokenOf(request, this.config),
      sharesQueue: await this.sharesQueue(),
      response,
    }
    response.on('close', () => this.streams.delete(stream))
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    })
    response.flushHeaders()
    response.write(`retry: ${RETRY_MS}\n\n`)
    this.streams.add(stream)
    const lastSeen = Number(request.get('last-event-id') ?? Number.NaN)
    if (Number.isSafeInteger(lastSeen)) await this.catchUp(stream, lastSeen)
  }

  /** Events told again change nothing: they only say what to read anew. */
  private async catchUp(stream: Stream, lastSeen: number): Promise<void> {
    const missed = await eventsAfter(this.db, lastSeen)
    if (missed === null) stream.response.write(`data: ${JSON.stringify({ topic: 'resource/*', type: 'reset' })}\n\n`)
    for (const event of missed ?? []) if (maySee(stream, event)) this.write(stream, event)
  }

  private tell(event: LiveEvent): void {
    for (const stream of this.streams) if (maySee(stream, event)) this.write(stream, event)
    if (event.topic === 'resource/users') void this.check(event.ids)
  }

  private write(stream: Stream, { seq, topic, type, ids }: LiveEvent): void {
    const { response } = stream
    if (response.writableLength > MAX_BACKLOG) this.close(stream)
    else response.write(`id: ${seq}\ndata: ${JSON.stringify({ topic, type, payload: { ids } })}\n\n`)
  }

  /** Keeps proxies from closing a quiet stream, and closes those whose session is over. */
  private async beat(): Promise<void> {
    const sharesQueue = await this.sharesQueue().catch(() => false)
    for (const stream of this.streams) {
      stream.sharesQueue = sharesQueue
      stream.response.write(': here\n\n')
    }
    await this.check(null)
  }

  /** A person who was disabled, signed out or given another role has the stream closed; the browser asks again. */
  private async check(userIds: readonly string[] | null): Promise<void> {
    for (const stream of this.streams) {
      const { actor, sessionToken } = stream
      if (sessionToken === null || (userIds && !userIds.includes(actor.id ?? ''))) continue
      const session = await readSession(this.db, sessionToken, this.clock()).catch(() => undefined)
      if (session === null || (session && session.account.role !== actor.role)) this.close(stream)
    }
  }

  private async sharesQueue(): Promise<boolean> {
    const [row] = await this.db.query<{ shared: boolean }>('select shared_queue as shared from settings')
    return row?.shared === true
  }

  private close(stream: Stream): void {
    this.streams.delete(stream)
    stream.response.end()
    stream.response.socket?.end()
  }
}

function maySee({ actor, sharesQueue }: Stream, { leastRole, closerId }: LiveEvent): boolean {
  if (!isCloser(actor)) return mayCall(actor.role, leastRole)
  return leastRole === 'closer' && (closerId === actor.id || (closerId === null && sharesQueue))
}
