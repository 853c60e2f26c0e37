/** The proof's own way into the database: past every proxy, and patient while PostgreSQL is down. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Db, poolDb } from '@relance/relance'
import pg from 'pg'

const PATIENCE_MS = 60_000
/** Connections that end, a server that starts or ends, no place left: it may be asked again. */
const PASSING = /^(08|57P|53300|ECONN|EPIPE)/

export interface Control extends Db {
  pool: pg.Pool
  /** Looks, pauses, looks again; false when it did not come true in time. */
  until(condition: () => Promise<boolean>, seconds: number, pauseMs?: number): Promise<boolean>
  end(): Promise<void>
}

export function openControl(url: string): Control {
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 5_000, application_name: 'proof' })
  pool.on('error', () => undefined)
  const db = poolDb(pool)
  return {
    pool,
    query: (sql, parameters) => patiently(() => db.query(sql, parameters)),
    transaction: (work) => patiently(() => db.transaction(work)),
    until,
    end: () => pool.end(),
  }
}

async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  const giveUpAt = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const { code = '', message = '' } = error as { code?: string; message?: string }
      const isPassing = PASSING.test(code) || /terminated|timeout|ECONN/.test(message)
      if (!isPassing || performance.now() > giveUpAt) throw error
      await wait(50)
    }
  }
}

async function until(condition: () => Promise<boolean>, seconds: number, pauseMs = 40): Promise<boolean> {
  const giveUpAt = performance.now() + seconds * 1_000
  while (!(await condition())) {
    if (performance.now() > giveUpAt) return false
    await wait(pauseMs)
  }
  return true
}
