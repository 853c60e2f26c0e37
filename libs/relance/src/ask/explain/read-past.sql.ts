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

type PlaceRow = Pick<PastPlace, 'noted' | 'recorded'> & { ruleId: string; enrolledAt: number }

export async function readPastPlaces(
  db: Db,
  leadId: string,
  at: number,
): Promise<Map<string, Omit<PastPlace, 'rule'>>> {
  const rows = await db.query<PlaceRow>(
    `select e.rule_id as "ruleId", ${ms('e.enrolled_at')} as "enrolledAt",
            (select json_build_object('at', ${ms('c.at')}, 'step', c.step, 'state', c.state, 'reason', c.reason,
                      'until', ${ms('c.until')})
               from enrolment_changes c where c.lead_id = e.lead_id and c.rule_id = e.rule_id and c.at <= ${instant('$2')}
              order by c.at desc, c.id desc limit 1) as noted,
            (select json_build_object('relanceId', r.id, 'runId', r.run_id, 'recordedAt', ${ms('r.recorded_at')})
               from relances r where r.enrolment_id = e.id and r.recorded_at <= ${instant('$2')}
              order by r.step desc limit 1) as recorded
       from enrolments e where e.lead_id = $1`,
    [leadId, at],
  )
  return new Map(
    rows.map(({ ruleId, enrolledAt, noted, recorded }) => [
      ruleId,
      { noted, recorded, enrolledAt: enrolledAt <= at ? enrolledAt : null },
    ]),
  )
}

/** What is older than `before` (milliseconds), some thousand at a time; returns how many. */
export async function dropEnrolmentChanges(db: Db, before: number): Promise<number> {
  const rows = await db.query(
    `delete from enrolment_changes where id in (
       select id from enrolment_changes where at < ${instant('$1')} order by id limit 20000) returning 1`,
    [before],
  )
  return rows.length
}
