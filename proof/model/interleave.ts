/**
 * Runs several actors against one database, one statement at a time: which actor proceeds is chosen by a seed. Every
 * query, begin, statement and commit is a point where another actor may go first. A statement that waits for a lock is
 * found out by asking PostgreSQL and set aside until the lock is free, so that the order is the same at every replay.
 */
import type { Db } from '@relance/relance'
import type pg from 'pg'
import { ask } from './ask.ts'
import type { Random } from './random.ts'

type Kind = 'query' | 'begin' | 'statement' | 'commit' | 'rollback'

interface Op {
  actor: number
  kind: Kind
  /** Runs it; resolves whatever comes of it. */
  start(): Promise<void>
  pid: number
}

export interface Connection {
  client: pg.Client
  /** Of its process in PostgreSQL. */
  pid: number
}

export interface Connections {
  /** Each serves one transaction at a time. */
  idle: Connection[]
  /** Asks who waits for whom. */
  monitor: pg.Client
}

export interface Interleaving {
  /** What an actor is given in place of the database. */
  dbOf(actor: number): Db
  /** For how long the oldest transaction that is open has been so, milliseconds of the world. */
  openFor(): number
  /** Runs the actors until all of them are done; resolves with how often another actor went first. */
  drive(actors: readonly (() => Promise<void>)[]): Promise<{ steps: number; switches: number; waits: number }>
}

interface Options {
  connections: Connections
  random: Random
  /** How often the actor that went last does not go on, 0 to 1. */
  switchRate: number
  /** Called before each query and each begin: time passes there. */
  onStep(): void
  /** The clock of the world, milliseconds. */
  clock(): number
}

/** After this long without an answer PostgreSQL is asked whether the statement waits for a lock. */
const ASK_AFTER_MS = 2
const STUCK_AFTER_MS = 20_000

export function interleave({ connections, random, switchRate, onStep, clock }: Options): Interleaving {
  const pending: Op[] = []
  const waiting = new Map<Op, Promise<void>>()
  const open = new Map<Connection, number>()

  const enqueue = <Result>(
    actor: number,
    kind: Kind,
    connection: () => Connection,
    work: (mine: Connection) => Promise<Result>,
  ) =>
    new Promise<Result>((resolve, reject) => {
      const op: Op = {
        actor,
        kind,
        pid: 0,
        start: () => {
          const mine = connection()
          op.pid = mine.pid
          return work(mine).then(resolve, reject)
        },
      }
      pending.push(op)
    })

  const take = (): Connection => {
    const connection = connections.idle.pop()
    if (!connection) throw new Error('More transactions at once than connections.')
    return connection
  }
  const give = (connection: Connection): void => {
    open.delete(connection)
    connections.idle.push(connection)
  }
  const dbOf = (actor: number): Db => ({
    query: <Row>(sql: string, parameters?: readonly unknown[]) =>
      enqueue(actor, 'query', take, (taken) => ask<Row>(taken.client, sql, parameters).finally(() => give(taken))),
    transaction: async (work) => {
      const held = await enqueue(actor, 'begin', take, async (taken) => {
        open.set(taken, clock())
        await taken.client.query('begin')
        return taken
      })
      const mine = () => held
      try {
        const result = await work({
          query: <Row>(sql: string, parameters?: readonly unknown[]) =>
            enqueue(actor, 'statement', mine, () => ask<Row>(held.client, sql, parameters)),
          transaction: () => Promise.reject(new Error('A transaction is already open here.')),
        })
        await enqueue(actor, 'commit', mine, () => held.client.query('commit'))
        return result
      } catch (error) {
        await enqueue(actor, 'rollback', mine, () => held.client.query('rollback'))
        throw error
      } finally {
        give(held)
      }
    },
  })

  const isBlocked = async (pid: number): Promise<boolean> => {
    const { rows } = await connections.monitor.query<{ blocked: boolean }>(
      'select cardinality(pg_blocking_pids($1)) > 0 as blocked',
      [pid],
    )
    return rows[0]?.blocked === true
  }

  /** True once it is done, false once PostgreSQL says that it waits for somebody. */
  const doneOrBlocked = async (op: Op, done: Promise<void>): Promise<boolean> => {
    if (open.size <= (op.kind === 'query' ? 0 : 1)) return done.then(() => true)
    for (let waited = ASK_AFTER_MS; ; waited = Math.min(waited * 2, 50)) {
      if (await isFirst(done, waited)) return true
      if (await isBlocked(op.pid)) return (await isFirst(done, 0)) || false
    }
  }

  const choose = (last: number): Op => {
    const mine = pending.filter((op) => op.actor === last)
    const others = pending.filter((op) => op.actor !== last)
    const from = mine.length > 0 && (others.length === 0 || !random.chance(switchRate)) ? mine : others
    const op = random.pick(from)
    pending.splice(pending.indexOf(op), 1)
    return op
  }

  const recheck = async (): Promise<void> => {
    for (const [op, done] of [...waiting]) if (await doneOrBlocked(op, done)) waiting.delete(op)
  }

  const drive: Interleaving['drive'] = async (actors) => {
    const counts = { steps: 0, switches: 0, waits: 0 }
    const running = Promise.all(actors.map((actor) => actor()))
    let isOver = false
    const over = () => {
      isOver = true
    }
    running.then(over, over)
    let last = 0
    for (;;) {
      await microtasks()
      if (isOver) break
      if (pending.length === 0) {
        if (waiting.size === 0) throw new Error('Every actor waits for something that is no statement.')
        await firstOf([...waiting.values()])
        await recheck()
        continue
      }
      const op = choose(last)
      if (op.actor !== last) counts.switches++
      counts.steps++
      last = op.actor
      if (op.kind === 'query' || op.kind === 'begin') onStep()
      const done = op.start()
      if (!(await doneOrBlocked(op, done))) {
        counts.waits++
        waiting.set(op, done)
      } else if (waiting.size > 0) await recheck()
    }
    await running
    return counts
  }
  const openFor = (): number => Math.max(0, ...[...open.values()].map((since) => clock() - since))
  return { dbOf, drive, openFor }
}

/** Whatever can go on by itself has gone on and asked for its next statement. */
const microtasks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function isFirst(done: Promise<void>, afterMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), afterMs)
    void done.then(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}

async function firstOf(waiting: readonly Promise<void>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Every actor waits for a lock that nobody releases.')), STUCK_AFTER_MS)
  })
  await Promise.race([...waiting, stuck]).finally(() => clearTimeout(timer))
}
