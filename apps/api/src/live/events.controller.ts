/** Server-sent events: what changed, told to those who may see it. Topics and events are those of react-admin. */
import { mayCall } from '@relance/contract'
import { type Clock, type Db, readSettings } from '@relance/relance'
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
import { type Credential, credentialOf, readRoles } from '../auth/credentials.ts'
import type { Config } from '../environment/config.ts'
import { Refused } from '../http/refused.ts'
import { CLOCK, CONFIG, DB } from '../environment/tokens.ts'
import { eventsAfter, Feed, type LiveEvent } from './feed.ts'

const HEARTBEAT_MS = 15_000
/** How often every stream's right is looked at again. The feed tells of rights that end; this finds those whose time is up. */
const RECHECK_MS = 700
/** A topic of the feed that is for the servers alone. */
const RIGHTS = 'rights'
const RETRY_MS = 2_000
/** A reader this far behind (bytes) is cut off; it comes back with the id of the last event it has seen. */
const MAX_BACKLOG = 1_000_000
const MAX_STREAMS = 2_000
const MAX_STREAMS_PER_PERSON = 20

interface Stream {
  actor: Actor
  credential: Credential
  sharesQueue: boolean
  response: Response
}

@ApiTags('events')
@ApiBearerAuth('api')
@Controller('api/events')
export class EventsController implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>()
  private readonly feed: Feed
  private timers: NodeJS.Timeout[] = []
  private rechecking: Promise<void> | null = null

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.feed = new Feed(db, config.DATABASE_URL ?? '', (event) => this.tell(event))
  }

  async onApplicationBootstrap(): Promise<void> {
    this.timers = [
      setInterval(() => void this.beat(), HEARTBEAT_MS),
      setInterval(() => void this.recheck(), RECHECK_MS),
    ]
    await this.feed.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer)
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
    const credential = credentialOf(request)
    if (!credential) throw new Refused('token_missing')
    const holder = holderOf({ actor, credential })
    const mine = [...this.streams].filter((stream) => holder !== null && holderOf(stream) === holder)
    if (this.streams.size >= MAX_STREAMS) throw new Refused('unavailable')
    if (mine.length >= MAX_STREAMS_PER_PERSON && mine[0]) this.close(mine[0])
    const stream: Stream = {
      actor,
      credential,
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
    if (event.topic === RIGHTS) void this.recheckAnew()
    else for (const stream of this.streams) if (maySee(stream, event)) this.write(stream, event)
  }

  private write(stream: Stream, { seq, topic, type, ids }: LiveEvent): void {
    const { response } = stream
    if (response.writableLength > MAX_BACKLOG) this.close(stream)
    else response.write(`id: ${seq}\ndata: ${JSON.stringify({ topic, type, payload: { ids } })}\n\n`)
  }

  /** Keeps proxies from closing a quiet stream. */
  private async beat(): Promise<void> {
    const sharesQueue = await this.sharesQueue().catch(() => false)
    for (const stream of this.streams) {
      stream.sharesQueue = sharesQueue
      stream.response.write(': here\n\n')
    }
  }

  /** What ended after a look began is seen by the next one. */
  private async recheckAnew(): Promise<void> {
    await this.rechecking
    await this.recheck()
  }

  private recheck(): Promise<void> {
    this.rechecking ??= this.closeWhatEnded().finally(() => {
      this.rechecking = null
    })
    return this.rechecking
  }

  /** Closes the streams whose session or token is over, or gives another role by now: the browser asks again. */
  private async closeWhatEnded(): Promise<void> {
    const looked = [...this.streams].filter(({ credential }) => credential.kind !== 'environment')
    if (looked.length === 0) return
    const ids = [...new Set(looked.flatMap(({ credential }) => credential.id ?? []))]
    const roles = await readRoles(this.db, ids, this.clock()).catch(() => null)
    // A database that does not answer ends nobody's right.
    if (!roles) return
    for (const stream of looked) {
      if (roles.get(stream.credential.id ?? '') !== stream.actor.role) this.close(stream)
    }
  }

  private async sharesQueue(): Promise<boolean> {
    return (await readSettings(this.db, 'sharedQueue')).sharedQueue
  }

  private close(stream: Stream): void {
    this.streams.delete(stream)
    stream.response.end()
    stream.response.socket?.end()
  }
}

/** Whose streams are counted together: a person's, or a token's. */
const holderOf = ({ actor, credential }: Pick<Stream, 'actor' | 'credential'>): string | null =>
  credential.kind === 'session' ? actor.id : credential.id

function maySee({ actor, sharesQueue }: Stream, { leastRole, closerId }: LiveEvent): boolean {
  if (!isCloser(actor)) return mayCall(actor.role, leastRole)
  return leastRole === 'closer' && (closerId === actor.id || (closerId === null && sharesQueue))
}
