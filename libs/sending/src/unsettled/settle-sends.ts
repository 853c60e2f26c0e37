/** What a person does about messages nobody could settle: say what became of them, or hand them to the closer. */
import { dueAfter } from '../attempts/receipt.pure.ts'
import { moveTo, type RelanceMove, DAY } from '@relance/relance/core'
import { createPlans, type Db, type Host, readNow, timed } from '@relance/relance'
import { lockLeadOf } from '@relance/relance/sql'
import { readSend } from '../receive/take-received.sql.ts'
import { writeSends } from '../receive/write-received.sql.ts'
import { passToClosers } from '../attempts/pass-to-closers.sql.ts'

export type Settled = { ok: true } | { ok: false; why: 'not_found' | 'move_refused' | 'number_missing'; state?: string }

/** `accepted`: the message arrived. `not_sent`: it did not, and is not sent again by itself. */
export function settleSend(host: Host, relanceId: string, verdict: 'accepted' | 'not_sent'): Promise<Settled> {
  return timed(host).transaction(async (tx) => {
    const row = await readLocked(tx, relanceId)
    if (!row) return { ok: false, why: 'not_found' }
    const { plan, now } = await createPlans().read(tx)
    const by = { channel: null, now }
    const move: RelanceMove = verdict === 'accepted' ? 'accept' : 'fail'
    if (row.state !== 'unknown' || moveTo(row.state, move) === null) {
      return { ok: false, why: 'move_refused', state: row.state }
    }
    if (verdict === 'not_sent') {
      await writeSends(tx, [{ ...row, ...UNPACED, state: 'failed', reason: 'not_sent_by_person', failedAt: now }], by)
      return { ok: true }
    }
    const nextDueAt = dueAfter({ ...row, failures: 0, rule: plan.rules.get(row.ruleId) }, plan, now)
    const accepted = { state: 'accepted', reason: null, acceptedAt: row.acceptedAt ?? now } as const
    await writeSends(tx, [{ ...row, ...UNPACED, ...accepted, pacedAt: now, nextDueAt }], by)
    return { ok: true }
  })
}

/** A person says it, of whatever channel the message was sent through. */
const UNPACED = { isMoved: true, isPassed: false, isTakenBack: false, pacedAt: null, nextDueAt: null } as const

/** A failed message becomes its closer's item: sending it is that person's act. */
export function handOver(host: Host, relanceId: string): Promise<Settled> {
  return timed(host).transaction(async (tx) => {
    const row = await readLocked(tx, relanceId)
    if (!row) return { ok: false, why: 'not_found' }
    if (row.state !== 'failed') return { ok: false, why: 'move_refused', state: row.state }
    if (row.phone === null) return { ok: false, why: 'number_missing' }
    const now = await readNow(tx)
    await passToClosers(tx, [{ relanceId, leadId: row.leadId, reason: 'handed_over' }], { now, keptUntil: now + DAY })
    return { ok: true }
  })
}

async function readLocked(tx: Db, relanceId: string) {
  if ((await lockLeadOf(tx, relanceId)) === null) return null
  return readSend(tx, relanceId)
}
