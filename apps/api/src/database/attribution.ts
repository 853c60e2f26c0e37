/** Tells a transaction on whose behalf it writes; the triggers of the audit log read it there. */
import type { Db } from '@relance/relance'

export interface Attribution {
  /** A user's, for a token its owner's; null for whoever has no account. */
  id: string | null
  name: string
  role: string | null
  origin: 'session' | 'token' | 'cron' | 'cli' | 'system'
  requestId: string | null
  /** The token it came with, and the name of its owner. */
  tokenId?: string
  tokenOwner?: string
}

/** Holds until the transaction of `tx` ends. */
export async function attributeTransaction(tx: Pick<Db, 'query'>, attribution: Attribution): Promise<void> {
  await tx.query(`select set_config('relance.actor', $1, true)`, [JSON.stringify(attribution)])
}

/** The same database, whose transactions write on behalf of whoever `who` names. Single statements stay nobody's. */
export function attributedDb(db: Db, who: () => Attribution | null): Db {
  return {
    query: db.query,
    transaction: (work) =>
      db.transaction(async (tx) => {
        const attribution = who()
        if (attribution) await attributeTransaction(tx, attribution)
        return work(tx)
      }),
  }
}

const COMMAND_LINE: Attribution = { id: null, name: 'command line', role: null, origin: 'cli', requestId: null }

/** Of whoever types commands on the machine. */
export const byHand = (db: Db): Db => attributedDb(db, () => COMMAND_LINE)
