/** Changes the words of a relance before it is sent; its dates and its lead stay as they are. */
import { timed } from '../ground/now.ts'
import type { Db, Host } from '../ground/ports.ts'
import { createPlans } from '../record/state/plans.ts'
import { type Acted, refuseForeign } from './act.ts'
import type { Person } from './act.pure.ts'
import { readItem, lockLeadOf } from './act.sql.ts'
import { decideReword } from './reword.pure.ts'
import { readWording, writeWording } from './reword.sql.ts'

/** `witness` is told within the transaction that the words have changed. */
export function reword(
  host: Host,
  relanceId: string,
  message: string,
  person: Person & { sharesQueue: boolean },
  witness: (tx: Db) => Promise<void>,
): Promise<Acted> {
  return timed(host).transaction(async (tx): Promise<Acted> => {
    if ((await lockLeadOf(tx, relanceId)) === null) return { ok: false, refused: { why: 'not_found' } }
    const { plan } = await createPlans().read(tx)
    const item = await readItem(tx, relanceId, plan)
    const current = await readWording(tx, relanceId)
    if (!item || !current) return { ok: false, refused: { why: 'not_found' } }
    const hidden = refuseForeign(item, person)
    if (hidden) return { ok: false, refused: hidden }
    const decision = decideReword(item, current, message, person)
    if (decision.kind === 'refused') return { ok: false, refused: decision.refused }
    if (decision.kind === 'unchanged') return { ok: true }
    await writeWording(tx, relanceId, decision.wording)
    await witness(tx)
    return { ok: true }
  })
}
