/** Reads a recorded relance with its rule, frequency and template in the versions it kept. */
import type { PlannedRule } from '../../decide/plan.ts'
import type { RecordedStep } from './explain-recorded.pure.ts'
import type { Db } from '../../ground/ports.ts'
import { ms } from '../../ground/columns.ts'
import { planRule, type RuleRow } from '../../record/state/load-plan.sql.ts'

export interface Recorded {
  leadId: string
  step: RecordedStep
  rule: PlannedRule
}

type RecordedRow = RecordedStep & Omit<RuleRow, 'active'> & { leadId: string }

export async function readRecorded(db: Db, relanceId: string): Promise<Recorded | null> {
  const [row] = await db.query<RecordedRow>(
    `select r.lead_id as "leadId", r.enrolment_id::text as "enrolmentId", r.step, ${ms('r.due_at')} as "dueAt",
            e.episode, e.begun_by as "begunBy", ${ms('e.begun_at')} as "begunAt", ${ms('e.not_before')} as "notBefore",
            ${ms('r.recorded_at')} as "recordedAt", ${ms('r.deliver_at')} as "deliverAt", r.message,
            r.template_id as "templateId", r.template_version as "templateVersion", r.rule_id as id, r.rule_version as version, r.frequency_version as "frequencyVersion", r.channel,
            v.snapshot ->> 'name' as name, (v.snapshot ->> 'priority')::int as priority,
            v.snapshot -> 'audience' as audience, v.snapshot -> 'stop_on' as "stopOn", v.snapshot ->> 'on_contact' as "onContact",
            (v.snapshot ->> 'expiry_days')::int as "expiryDays",
            coalesce((v.snapshot ->> 'holdout_percent')::int, 0) as "holdoutPercent",
            v.snapshot -> 'reentry' as reentry,
            json_build_object('steps', f.snapshot -> 'steps', 'window', f.snapshot -> 'window',
              'skipHolidays', f.snapshot -> 'skip_holidays', 'timeZone', f.snapshot -> 'time_zone') as frequency,
            json_build_array(json_build_object('id', r.template_id, 'version', r.template_version,
              'body', t.snapshot -> 'body')) as templates
       from relances r
       join enrolments e on e.id = r.enrolment_id
       join versions v on v.resource = 'rules' and v.resource_id = r.rule_id and v.version = r.rule_version
       join versions f on f.resource = 'frequencies' and f.resource_id = (v.snapshot ->> 'frequency_id')::uuid
                      and f.version = r.frequency_version
       join versions t on t.resource = 'templates' and t.resource_id = r.template_id and t.version = r.template_version
      where r.id = $1`,
    [relanceId],
  )
  if (!row) return null
  const { leadId, enrolmentId, step, dueAt, recordedAt, deliverAt, message, templateId, templateVersion } = row
  const { episode, begunBy, begunAt, notBefore } = row
  return {
    leadId,
    step: {
      ...{ enrolmentId, episode, begunBy, begunAt, notBefore, step, dueAt },
      ...{ recordedAt, deliverAt, message, templateId, templateVersion },
    },
    rule: planRule({ ...row, active: true }),
  }
}
