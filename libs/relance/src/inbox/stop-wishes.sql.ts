/** Reads and writes the sentences in which leads ask to stop, and the questions that some of them are. */
import type { StopWish } from '../decide/stop-words/stop-wish.ts'
import { instant, ms, OPEN_STATES } from '../ground/columns.ts'
import type { Db } from '../ground/ports.ts'
import type { Snapshot } from './act.sql.ts'

export interface NewStopWish {
  leadId: string
  source: 'message' | 'note' | 'import'
  wish: Exclude<StopWish, 'no'>
  /** Of the message or note: told twice, it is noted once. */
  key: string | null
  message: string
  /** Milliseconds, UTC. */
  at: number
}

const MAX_MESSAGE = 4_000

/**
 * Notes them for leads whose rows are held, after a certain one has opted its lead out. A suspected one, and whatever a person or a file
 * says, holds the lead until somebody answers; of a lead who is opted out already it asks nothing. Who asks to stop after a submission
 * has answered the question of that submission.
 */
export async function noteStopWishes(tx: Db, wishes: readonly NewStopWish[]): Promise<void> {
  if (wishes.length === 0) return
  const rows = wishes.map(({ leadId, key, message, ...wish }) => ({
    ...wish,
    lead_id: leadId,
    source_key: key,
    message: message.replaceAll('\0', '').slice(0, MAX_MESSAGE),
  }))
  await tx.query(
    `with noted as (
       insert into stop_wishes (lead_id, source, wish, source_key, message, said_at, answered_at, opts_out)
         select d.lead_id, d.source, d.wish, d.source_key, d.message, ${instant('d.at')},
                case when l.opted_out_at is not null then relance_now() end,
                case when l.opted_out_at is not null then true end
           from json_to_recordset($1::json) as d(lead_id uuid, source text, wish text, source_key text, message text, at float8)
           join leads l on l.id = d.lead_id and l.erased_at is null
       on conflict (source, source_key) where source_key is not null do nothing
       returning lead_id, answered_at
     ), overtaken as (
       update stop_wishes w set answered_at = relance_now(), opts_out = true
         from json_to_recordset($1::json) as d(lead_id uuid, source text, wish text, at float8)
        where w.lead_id = d.lead_id and w.source = 'submission' and w.answered_at is null
          and d.source = 'message' and d.wish = 'certain' and ${instant('d.at')} >= w.said_at
     )
     update leads set stop_suspected_at = relance_now(), updated_at = relance_now()
      where id in (select lead_id from noted where answered_at is null) and stop_suspected_at is null`,
    [JSON.stringify(rows)],
  )
}

export interface OpenQuestion {
  /** Milliseconds, UTC. */
  askedAt: number
  /** Who has opted out asks for something by a form; otherwise: who seems to ask to stop. */
  isSubmission: boolean
}

/** The question of a lead; null when there is none. The row of the lead must be held. */
export async function openQuestion(tx: Db, leadId: string): Promise<OpenQuestion | null> {
  const [row] = await tx.query<{ askedAt: number | null; isSubmission: boolean }>(
    `select ${ms('coalesce(l.stop_suspected_at, w.asked_at)')} as "askedAt", l.stop_suspected_at is null as "isSubmission"
       from leads l
       left join lateral (select min(asked_at) as asked_at from stop_wishes
                           where lead_id = l.id and source = 'submission' and answered_at is null and l.opted_out_at is not null) w on true
      where l.id = $1`,
    [leadId],
  )
  return row && row.askedAt !== null ? { askedAt: row.askedAt, isSubmission: row.isSubmission } : null
}

/** Opts the lead out, or leaves it so, which answers its questions. */
export async function optOutLead(tx: Db, leadId: string): Promise<void> {
  await tx.query(
    `update leads set opted_out_at = relance_now(), updated_at = relance_now() where id = $1 and opted_out_at is null`,
    [leadId],
  )
  await tx.query(
    `update stop_wishes set answered_at = relance_now(), opts_out = true where lead_id = $1 and answered_at is null`,
    [leadId],
  )
}

/** Lifts the opt-out, which answers the questions of submissions by itself. */
export async function liftOptOut(tx: Db, leadId: string): Promise<void> {
  await tx.query('update leads set opted_out_at = null, updated_at = relance_now() where id = $1', [leadId])
}

/** Lets everything of the lead go on as if nothing had been held: what waits expires later by as long as it was held. */
export async function releaseLead(tx: Db, leadId: string, askedAt: number): Promise<void> {
  await tx.query(`update leads set stop_suspected_at = null, updated_at = relance_now() where id = $1`, [leadId])
  await tx.query(
    `update stop_wishes set answered_at = relance_now(), opts_out = false where lead_id = $1 and answered_at is null`,
    [leadId],
  )
  await tx.query(
    `update relances set expires_at = expires_at + (relance_now() - case when reason = 'stop_suspected' then ${instant('$2')}
                                                                         else greatest(${instant('$2')}, deliver_at) end),
            deliver_at = case when reason = 'stop_suspected' then relance_now() else deliver_at end,
            reason = case when reason = 'stop_suspected' then null else reason end
      where lead_id = $1 and (state in ${OPEN_STATES} or state = 'queued')
        and (deliver_at <= relance_now() or reason = 'stop_suspected')`,
    [leadId, askedAt],
  )
}

export interface AnswerKept {
  leadId: string
  answererId: string | null
  answererName: string
  before: Snapshot
  after: Snapshot
}

/** Names who answered just now, and keeps what the answer changed. */
export async function keepAnswer(tx: Db, answer: AnswerKept): Promise<void> {
  await tx.query(
    `update stop_wishes set answered_by = $2, answered_by_name = $3, before = $4, after = $5
      where lead_id = $1 and answered_at = relance_now()`,
    [
      answer.leadId,
      answer.answererId,
      answer.answererName,
      JSON.stringify(answer.before),
      JSON.stringify(answer.after),
    ],
  )
}

export interface StoredAnswer {
  answeredAt: number
  answererId: string | null
  before: Snapshot
  after: Snapshot
}

/** The latest answer that a person gave for the lead; null when there is none. */
export async function lastAnswer(tx: Db, leadId: string): Promise<StoredAnswer | null> {
  const [row] = await tx.query<StoredAnswer>(
    `select ${ms('answered_at')} as "answeredAt", answered_by as "answererId", before, after from stop_wishes
      where lead_id = $1 and answered_at is not null and before is not null and after is not null
      order by answered_at desc, id desc limit 1`,
    [leadId],
  )
  return row ?? null
}

/** The questions that were answered at that instant are open again. */
export async function reopenQuestions(tx: Db, leadId: string, answeredAt: number): Promise<void> {
  await tx.query(
    `update stop_wishes set answered_at = null, opts_out = null, answered_by = null, answered_by_name = '', before = null, after = null
      where lead_id = $1 and ${ms('answered_at')} = $2::float8`,
    [leadId, answeredAt],
  )
}
