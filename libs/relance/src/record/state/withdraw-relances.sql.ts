/** Takes back what was still waiting in a closer's inbox or in the sending queue, once its reason to be is gone. */
import type { ReasonCode } from '../../ground/reasons.ts'
import type { Db } from '../../ground/ports.ts'
import { OPEN_STATES } from '../../ground/columns.ts'

const WAITING = `(state in ${OPEN_STATES} or state = 'queued')`

/** Of leads nobody may contact any more: `reasons[i]` is why for `leadIds[i]`. */
export async function withdrawOfLeads(
  tx: Db,
  leadIds: readonly string[],
  reasons: readonly ReasonCode[],
): Promise<void> {
  if (leadIds.length === 0) return
  await tx.query(
    `update relances r set state = 'withdrawn', reason = w.reason
       from unnest($1::uuid[], $2::text[]) as w(lead_id, reason)
      where r.lead_id = w.lead_id and ${WAITING}`,
    [leadIds, reasons],
  )
}

/** Of enrolments that are over or wait for an event: `reasons[i]` is why for `enrolmentIds[i]`. */
export async function withdrawOfEnrolments(
  tx: Db,
  enrolmentIds: readonly string[],
  reasons: readonly ReasonCode[],
): Promise<void> {
  if (enrolmentIds.length === 0) return
  await tx.query(
    `update relances r set state = 'withdrawn', reason = w.reason
       from unnest($1::bigint[], $2::text[]) as w(enrolment_id, reason)
      where r.enrolment_id = w.enrolment_id and ${WAITING}`,
    [enrolmentIds, reasons],
  )
}

export async function withdrawOfRule(tx: Db, ruleId: string): Promise<void> {
  await tx.query(
    `update relances set state = 'withdrawn', reason = 'rule_inactive' where rule_id = $1 and ${WAITING}`,
    [ruleId],
  )
}

/** Of these, those whose rule is off: nobody may act on them. */
export async function withdrawOfRulesOff(tx: Db, relanceIds: readonly string[]): Promise<void> {
  await tx.query(
    `update relances set state = 'withdrawn', reason = 'rule_inactive'
      where id = any($1::uuid[]) and ${WAITING} and not exists (select from rules u where u.id = rule_id and u.active)`,
    [relanceIds],
  )
}

/**
 * The leads of a rule that is off, whose relances still wait: they are withdrawn as the rule is followed, and keep no other rule waiting
 * then. `after`: the `last` before.
 */
export async function leadsToWithdrawOf(
  db: Db,
  ruleId: string,
  after: string | null,
  limit: number,
): Promise<{ leadIds: string[]; last: string | null }> {
  const rows = await db.query<{ id: string; leadId: string }>(
    `select e.id::text as id, e.lead_id as "leadId" from enrolments e
      where e.rule_id = $1 and e.id > coalesce($2::bigint, 0)
        and exists (select from relances where enrolment_id = e.id and ${WAITING})
      order by e.id limit $3`,
    [ruleId, after, limit],
  )
  return {
    leadIds: [...new Set(rows.map(({ leadId }) => leadId))],
    last: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
  }
}

/** Single ones: `reasons[i]` is why for `relanceIds[i]`. The lock of their leads must be held. */
export async function withdrawRelances(
  tx: Db,
  relanceIds: readonly string[],
  reasons: readonly ReasonCode[],
): Promise<void> {
  if (relanceIds.length === 0) return
  await tx.query(
    `update relances r set state = 'withdrawn', reason = w.reason
       from unnest($1::uuid[], $2::text[]) as w(relance_id, reason)
      where r.id = w.relance_id and ${WAITING}`,
    [relanceIds, reasons],
  )
}
