/** What happens outside the queue: a lead who was lost comes back, a call is noted, somebody answers days later. */
import { act, recordContact } from '@relance/relance'
import { DAY } from '@relance/relance/core'
import { isOpenItem } from '@relance/relance/sql'
import { type DemoCloser, PROPOSAL_RULE } from './company.ts'
import type { Past } from './past.ts'

/** A lead who was lost asks for the quote again: the rule begins a new episode. */
export async function reopenLost({ db }: Past): Promise<void> {
  await db.query(
    `update leads set status = 'proposal'
      where id = (select l.id from leads l join enrolments e on e.lead_id = l.id join rules r on r.id = e.rule_id
                   where l.status = 'lost' and l.opted_out_at is null and l.wrong_number_at is null
                     and e.state = 'ended' and r.name = $1
                   order by e.stopped_at, l.id limit 1)`,
    [PROPOSAL_RULE],
  )
}

/** A lead in mid-cadence was called: the next step moves. */
export async function noteCall({ db }: Past, closer: DemoCloser, at: number): Promise<void> {
  const [lead] = await db.query<{ id: string }>(
    `select l.id from leads l join enrolments e on e.lead_id = l.id and e.state = 'active' and e.step > 1
      where l.closer_id = $1 and not exists (select from relances r where r.lead_id = l.id and ${isOpenItem('r')})
      order by e.next_due_at, l.phone limit 1`,
    [closer.id],
  )
  if (!lead) return
  const note = 'Appel de dix minutes : compare deux devis, préfère en reparler en fin de semaine.'
  await recordContact({ db, clock: () => at }, lead.id, { kind: 'call', direction: 'outbound', note }, as(closer))
}

/** A message sent days ago is answered: the cadence ends. */
export async function answerLate({ db }: Past, closer: DemoCloser, at: number): Promise<void> {
  const [relance] = await db.query<{ id: string }>(
    `select r.id from relances r join enrolments e on e.id = r.enrolment_id and e.state = 'active'
      where r.closer_id = $1 and r.state = 'sent' and r.outcome is null and r.settled_at < to_timestamp($2::float8 / 1000)
      order by r.settled_at desc, r.id limit 1`,
    [closer.id, at - DAY],
  )
  if (relance) await act({ db, clock: () => at }, relance.id, { kind: 'outcome', outcome: 'replied' }, as(closer))
}

const as = ({ id, name }: DemoCloser) => ({ id, name, isManager: false, sharesQueue: false })
