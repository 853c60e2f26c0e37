/** Puts off, returns or takes back what waits for leads, as the contacts with them ask. */
import type { Plan } from '../decide/plan.ts'
import { type ContactMove, contactMoves, lastRelanceAfter, type PutOff } from '../decide/follow-contacts.ts'
import type { Db } from '../ground/ports.ts'
import { instant, OPEN_STATES } from '../ground/columns.ts'
import { dueFrom } from './next-step.sql.ts'
import { readLeadStates } from './state/read-lead-states.sql.ts'
import { writePaces } from './replan/write-replanned.sql.ts'
import { withdrawRelances } from './state/withdraw-relances.sql.ts'

/** The lock of the leads must be held, and their places be settled. `keeping`: the relance that a person is just moving. */
export async function followContacts(
  tx: Db,
  leadIds: readonly string[],
  { plan, now, keeping = null }: { plan: Plan; now: number; keeping?: string | null },
): Promise<void> {
  const states = await readLeadStates(tx, await leadsToFollow(tx, leadIds))
  const moved = states.map((state) => {
    const moves = contactMoves(state, plan, now).filter(({ relance }) => relance.id !== keeping)
    return { lead: state.lead, moves, pacedAt: lastRelanceAfter(state.lead, moves) }
  })
  const moves = moved.flatMap((one): ContactMove[] => one.moves)
  const withdrawn = moves.flatMap((move) => (move.kind === 'withdraw' ? move.relance.id : []))
  await withdrawRelances(
    tx,
    withdrawn,
    withdrawn.map(() => 'contacted'),
  )
  const putOff = moves.filter((move) => move.kind === 'put_off')
  await writePutOff(tx, putOff)
  await writeNextSteps(tx, putOff)
  const paced = moved.flatMap(({ lead, pacedAt }) =>
    pacedAt === null || pacedAt === lead.lastRelanceAt ? [] : [{ leadId: lead.id, pacedAt }],
  )
  await writePaces(
    tx,
    paced.map(({ leadId }) => leadId),
    paced.map(({ pacedAt }) => pacedAt),
  )
}

/** Those with any contact, or with something that a contact has put off: few of many that were imported. */
export async function leadsToFollow(tx: Db, leadIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ leadId: string }>(
    `select t.lead_id as "leadId"
       from unnest($1::uuid[]) as t(lead_id)
      where exists (select from relances r join leads l on l.id = r.lead_id
                     where r.lead_id = t.lead_id and (r.state in ${OPEN_STATES} or r.state = 'queued')
                       and (l.last_contact_at is not null or r.reason in ('contacted', 'minimum_gap')))`,
    [leadIds],
  )
  return rows.map(({ leadId }) => leadId)
}

async function writePutOff(tx: Db, moves: readonly PutOff[]): Promise<void> {
  if (moves.length === 0) return
  await tx.query(
    `update relances r
        set state = case when r.state = 'queued' then 'queued'
                         when m.reason is null and coalesce(r.not_before <= relance_now(), true) then 'due' else 'snoozed' end,
            reason = m.reason, deliver_at = ${instant('m.deliver_at')}, expires_at = ${instant('m.expires_at')}
       from unnest($1::uuid[], $2::text[], $3::float8[], $4::float8[]) as m(id, reason, deliver_at, expires_at)
      where r.id = m.id and (r.state in ${OPEN_STATES} or r.state = 'queued')`,
    [
      moves.map(({ relance }) => relance.id),
      moves.map(({ reason }) => reason),
      moves.map(({ deliverAt }) => deliverAt),
      moves.map(({ expiresAt }) => expiresAt),
    ],
  )
}

/** What was put off is what they count from. */
async function writeNextSteps(tx: Db, moves: readonly PutOff[]): Promise<void> {
  const next = moves.flatMap((move) => move.next ?? [])
  if (next.length === 0) return
  await tx.query(
    `update enrolments e set ${dueFrom(instant('m.due_at'))}
       from unnest($1::bigint[], $2::float8[]) as m(id, due_at)
      where e.id = m.id and e.state <> 'ended'`,
    [next.map(({ enrolmentId }) => enrolmentId), next.map(({ dueAt }) => dueAt)],
  )
}
