/** What a person changes of their own account, signed in by a session. */
import type { Db } from '@relance/relance'
import type { Request } from 'express'
import { note, type Note } from '../audit/note.ts'
import { attributeTransaction } from '../database/attribution.ts'
import { Refused } from '../http/refused.ts'
import { currentAttribution } from '../http/request-context.ts'
import type { Actor } from './access.ts'
import { sessionIdOf } from './credentials.ts'
import { lockFactors, settleFactors } from './second-factors.ts'
import { endOtherSessions } from './sessions.ts'

export interface Own {
  id: string
  sessionId: string
}

/** Tokens have no second factor. */
export function ownOf({ id }: Actor, request: Request): Own {
  const sessionId = sessionIdOf(request)
  if (id === null || sessionId === null) throw new Refused('forbidden')
  return { id, sessionId }
}

/** Null: nothing was changed, and nothing is noted. */
export const changeOwn = <Result>(
  db: Db,
  id: string,
  event: Pick<Note, 'action' | 'details'>,
  change: (tx: Db) => Promise<Result | null>,
): Promise<Result | null> =>
  db.transaction(async (tx) => {
    const attribution = currentAttribution()
    if (attribution) await attributeTransaction(tx, attribution)
    const result = await change(tx)
    if (result !== null) await note(tx, { ...event, resource: 'users', recordId: id })
    return result
  })

/** The same for what signing in asks for: every other session ends, since the factors of before had let it in. */
export const changeFactors = <Result>(
  db: Db,
  { id, sessionId }: Own,
  event: Pick<Note, 'action' | 'details'>,
  change: (tx: Db) => Promise<Result | null>,
): Promise<Result | null> =>
  changeOwn(db, id, event, async (tx) => {
    await lockFactors(tx, id)
    const result = await change(tx)
    if (result === null) return null
    await settleFactors(tx, id)
    await endOtherSessions(tx, id, sessionId)
    return result
  })
