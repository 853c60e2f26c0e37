/** Lets a transaction write as of another instant, and on behalf of whoever is named: the demonstration's days gone by. */
import { type Db, refuseNesting } from '@relance/relance'
import { type Attribution, attributeTransaction } from '@relance/api/database'

/** Columns the database dates itself, with the default they have and get back. */
const DATED = [
  ['audit_events', 'at', 'clock_timestamp()'],
  ['versions', 'saved_at', 'now()'],
] as const

export interface Past {
  db: Db
  /** From here on it is `at` (milliseconds), and `who` acts; null: the engine itself. */
  moveTo(at: number, who: Attribution | null): Promise<void>
  /** The database dates its rows again. */
  end(): Promise<void>
}

/**
 * Within `tx`. Where the connection does not own the tables, the audit log keeps the instant of loading; all else is
 * dated all the same.
 */
export async function enterPast(tx: Db): Promise<Past> {
  const isOwner = await becomeOwner(tx)
  if (isOwner) {
    for (const [table, column, usual] of DATED) {
      await tx.query(`alter table ${table} alter column ${column} set default
        coalesce(nullif(current_setting('relance.past', true), '')::timestamptz, ${usual})`)
    }
  }
  return {
    db: oneAtATime(tx),
    moveTo: async (at, who) => {
      await tx.query(`select set_config('relance.past', $1, true), set_config('relance.now', $1, true)`, [
        new Date(at).toISOString(),
      ])
      if (who) await attributeTransaction(tx, who)
      else await tx.query(`select set_config('relance.actor', '', true)`)
    },
    end: async () => {
      await tx.query(`select set_config('relance.past', '', true), set_config('relance.now', '', true),
        set_config('relance.actor', '', true)`)
      if (!isOwner) return
      for (const [table, column, usual] of DATED) {
        await tx.query(`alter table ${table} alter column ${column} set default ${usual}`)
      }
    },
  }
}

/** The server's role owns nothing; the user it signed in with may own the tables. Only until the transaction ends. */
async function becomeOwner(tx: Db): Promise<boolean> {
  await tx.query('set local jit = off')
  await tx.query('set local role none')
  const [owner] = await tx.query<{ isOwner: boolean }>(
    `select bool_and(pg_has_role(session_user, relowner, 'usage')) as "isOwner"
       from pg_class where oid = any($1::regclass[])`,
    [DATED.map(([table]) => table)],
  )
  return owner?.isOwner === true
}

/** What asks for transactions gets them within the one there is, one after the other: nothing is half seen. */
function oneAtATime(tx: Db): Db {
  let latest: Promise<unknown> = Promise.resolve()
  return {
    query: tx.query,
    transaction: (work) => {
      const turn = latest.then(() => work({ query: tx.query, transaction: refuseNesting }))
      latest = turn.catch(() => undefined)
      return turn
    },
  }
}
