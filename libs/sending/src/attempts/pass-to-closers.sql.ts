/** Messages that failed become items of their closers. */
import { INBOX } from '@relance/relance/core'
import type { Db } from '@relance/relance'
import type { SendReason } from '@relance/relance/core'
import { instant, OPEN_STATES } from '@relance/relance/sql'

export interface Passed {
  relanceId: string
  leadId: string
  reason: SendReason
}

/**
 * The lock of their leads must be held. A lead has one open item: of several messages the first is passed, the others stay as they
 * are. Items stand until `keptUntil` at least, or as long as the message would have been waited for.
 */
export async function passToClosers(
  tx: Db,
  passed: readonly Passed[],
  { now, keptUntil = null }: { now: number; keptUntil?: number | null },
): Promise<void> {
  const firsts = passed.filter(({ leadId }, place) => passed.findIndex((one) => one.leadId === leadId) === place)
  if (firsts.length === 0) return
  await supersedeOpenItems(
    tx,
    firsts.map(({ leadId }) => leadId),
  )
  await tx.query(
    `update relances r set state = 'due', channel = '${INBOX}', reason = p.reason, deliver_at = ${instant('$3')},
            expires_at = greatest(r.expires_at, ${instant('$4')}), closer_id = l.closer_id
       from unnest($1::uuid[], $2::text[]) as p(id, reason) join relances o on o.id = p.id join leads l on l.id = o.lead_id
      where r.id = p.id and r.state = 'failed'`,
    [firsts.map(({ relanceId }) => relanceId), firsts.map(({ reason }) => reason), now, keptUntil],
  )
}

/** The lock of these leads must be held. */
export async function supersedeOpenItems(tx: Db, leadIds: readonly string[]): Promise<void> {
  await tx.query(
    `update relances set state = 'superseded'
      where lead_id = any($1::uuid[]) and channel = '${INBOX}' and state in ${OPEN_STATES}`,
    [leadIds],
  )
}
