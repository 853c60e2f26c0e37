/** Reads what was recorded of one lead up to an instant of the past, rule by rule. */
import type { PastPlace } from './explain-past.pure.ts'
import type { Db } from '../../ground/ports.ts'
import { instant, ms } from '../../ground/columns.ts'

/** The last run that had begun at `at` (milliseconds), and when it began; null when none had. */
export async function lastRunBefore(db: Db, at: number): Promise<{ id: string; at: number } | null> {
  const [row] = await db.query<{ id: string; at: number }>(
    `select id, ${ms('started_at')} as at from runs where started_at <= ${instant('$1')} and state <> 'failed'
      order by started_at desc limit 1`,
    [at],
  )
  return row ?? null
}

type PlaceRow = Omit<PastPlace, 'rule'> & { ruleId: string }

/** The episode that had begun last in each rule; what ended one for another to begin is told by that other one. */
export async function readPastPlaces(
  db: Db,
  leadId: string,
  at: number,
): Promise<Map<string, Omit<PastPlace, 'rule'>>> {
  const rows = await db.query<PlaceRow>(
    `select distinct on (e.rule_id) e.rule_id as "ruleId",
            json_build_object('id', e.id::text, 'episode', e.episode, 'begunBy', e.begun_by, 'begunAt', ${ms('e.begun_at')}) as episode,
            (select json_build_object('at', ${ms('c.at')}, 'step', c.step, 'state', c.state, 'reason', c.reason,
                      'until', ${ms('c.until')})
               from enrolment_changes c where c.lead_id = e.lead_id and c.rule_id = e.rule_id and c.at <= ${instant('$2')}
                and c.at >= e.enrolled_at and c.reason is distinct from 'restarted'
              order by c.at desc, c.id desc limit 1) as noted,
            (select json_build_object('relanceId', r.id, 'runId', r.run_id, 'recordedAt', ${ms('r.recorded_at')})
               from relances r where r.enrolment_id = e.id and r.recorded_at <= ${instant('$2')}
              order by r.step desc limit 1) as recorded
       from enrolments e where e.lead_id = $1 and e.enrolled_at <= ${instant('$2')}
      order by e.rule_id, e.episode desc`,
    [leadId, at],
  )
  return new Map(rows.map(({ ruleId, ...place }) => [ruleId, place]))
}

const DROPPED_AT_ONCE = 20_000

/** Some of what is older than `before` (milliseconds); returns whether there may be more. */
export async function dropEnrolmentChanges(db: Db, before: number): Promise<boolean> {
  const rows = await db.query(
    `delete from enrolment_changes where id in (
       select id from enrolment_changes where at < ${instant('$1')} order by id limit ${DROPPED_AT_ONCE}) returning 1`,
    [before],
  )
  return rows.length === DROPPED_AT_ONCE
}
