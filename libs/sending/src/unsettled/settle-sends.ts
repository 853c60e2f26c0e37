/** What a person does about messages nobody could settle: say what became of them, or hand them to the closer. */
import { dueAfter } from '../attempts/receipt.pure.ts'
import { moveTo, type RelanceMove } from '@relance/relance/core'
import { createPlans, type Db, type Host, readNow, timed } from '@relance/relance'
import { instant, takeTurnOf } from '@relance/relance/sql'
import { readSent, writeTold } from '../receive/apply-statuses.sql.ts'
import { passToClosers } from '../attempts/pass-to-closers.sql.ts'

const DAY = 86_400_000

export type Settled = { ok: true } | { ok: false; why: 'not_found' | 'move_refused'; state?: string }

/** `accepted`: the message arrived. `not_sent`: it did not, and is not sent again by itself. */
export function settleSend(host: Host, relanceId: string, verdict: 'accepted' | 'not_sent'): Promise<Settled> {
  return timed(host).transaction(async (tx) => {
    const row = await readUnderTurn(tx, relanceId)
    if (!row) return { ok: false, why: 'not_found' }
    const { plan, now } = await createPlans().read(tx)
    const move: RelanceMove = verdict === 'accepted' ? 'accept' : 'fail'
    if (row.state !== 'unknown' || moveTo(row.state, move) === null) {
      return { ok: false, why: 'move_refused', state: row.state }
    }
    if (verdict === 'not_sent') {
      await tx.query(`update relances set state = 'failed', reason = 'not_sent_by_person' where id = $1`, [relanceId])
      await tx.query(`update whatsapp_sends set failed_at = ${instant('$2')} where relance_id = $1`, [relanceId, now])
      return { ok: true }
    }
    const nextDueAt = dueAfter({ ...row, failures: 0, rule: plan.rules.get(row.ruleId) }, plan, now)
    const told = {
      relanceId,
      state: 'accepted',
      reason: null,
      messageId: null,
      acceptedAt: now,
      deliveredAt: null,
    } as const
    const rest = { readAt: null, failedAt: null, error: null, isBillable: null, category: null, cost: null }
    await writeTold(tx, [{ ...told, ...rest, pacedAt: now, nextDueAt }], null)
    return { ok: true }
  })
}

/** A failed message becomes its closer's item: sending it is that person's act. */
export function handOver(host: Host, relanceId: string): Promise<Settled> {
  return timed(host).transaction(async (tx) => {
    const row = await readUnderTurn(tx, relanceId)
    if (!row) return { ok: false, why: 'not_found' }
    if (row.state !== 'failed') return { ok: false, why: 'move_refused', state: row.state }
    const now = await readNow(tx)
    await passToClosers(tx, [{ relanceId, leadId: row.leadId, reason: 'handed_over' }], { now, keptUntil: now + DAY })
    return { ok: true }
  })
}

async function readUnderTurn(tx: Db, relanceId: string) {
  if ((await takeTurnOf(tx, relanceId)) === null) return null
  const [row] = await readSent(tx, [relanceId])
  return row ?? null
}
