/** Entries of the audit log for what changes no audited row: logins, refusals, exports, erasures, secrets. */
import type { Db } from '@relance/relance'
import { type Attribution, attributeTransaction } from '../database/attribution.ts'

export type NotedAction =
  | 'signed_in'
  | 'login_refused'
  | 'signed_out'
  | 'session_revoked'
  | 'password_changed'
  | 'link_made'
  | 'second_factor_added'
  | 'second_factor_removed'
  | 'second_factor_reset'
  | 'recovery_codes_made'
  | 'recovery_code_used'
  | 'access_denied'
  | 'exported'
  | 'erased'
  | 'imported'
  | 'import_undone'
  | 'activated_anyway'
  | 'spread'
  | 'spread_undone'
  | 'run_requested'
  | 'opened_outside_window'
  | 'message_changed'
  | 'repairs_released'
  | 'verified'

export interface Note {
  action: NotedAction
  resource: string
  recordId?: string | null
  /** Codes and counts; nothing personal of a lead. */
  details?: Readonly<Record<string, unknown>>
}

/** Inside a transaction that is attributed already. */
export async function note(tx: Pick<Db, 'query'>, { action, resource, recordId = null, details = {} }: Note) {
  await tx.query('select audit_note($1, $2, $3, $4)', [action, resource, recordId, JSON.stringify(details)])
}

/** The same for many, in one statement. */
export async function noteAll(tx: Pick<Db, 'query'>, notes: readonly Note[]): Promise<void> {
  if (notes.length === 0) return
  await tx.query(
    `select audit_note(n.action, n.resource, n."recordId", coalesce(n.details, '{}'))
       from jsonb_to_recordset($1::jsonb) as n(action text, resource text, "recordId" text, details jsonb)`,
    [JSON.stringify(notes)],
  )
}

export const noteAs = (db: Db, attribution: Attribution, event: Note): Promise<void> =>
  db.transaction(async (tx) => {
    await attributeTransaction(tx, attribution)
    await note(tx, event)
  })
