/** Reads the rules as they stood at an instant of the past, with frequency and templates in the versions then in force. */
import type { PlannedRule } from '../../decide/plan.ts'
import type { Db } from '../../ground/ports.ts'
import { instant } from '../../ground/columns.ts'
import { planRule, type RuleRow } from '../../record/state/load-plan.sql.ts'

/** The version of a resource at `$1`; none when it was not there yet. */
const inForce = (resource: string, id: string): string => `(
  select v.version, v.snapshot from versions v
   where v.resource = '${resource}' and v.resource_id = ${id} and v.saved_at <= ${instant('$1')}
   order by v.version desc limit 1)`

/** Those that were there and not archived, active or not. Milliseconds in. */
export async function rulesInForce(db: Db, at: number): Promise<PlannedRule[]> {
  const rows = await db.query<RuleRow>(
    `select ru.id, r.version, r.snapshot ->> 'name' as name, (r.snapshot ->> 'active')::boolean as active,
            (r.snapshot ->> 'priority')::int as priority, r.snapshot ->> 'channel' as channel,
            r.snapshot -> 'audience' as audience, r.snapshot -> 'stop_on' as "stopOn", r.snapshot ->> 'on_contact' as "onContact",
            (r.snapshot ->> 'expiry_days')::int as "expiryDays",
            coalesce((r.snapshot ->> 'holdout_percent')::int, 0) as "holdoutPercent",
            r.snapshot -> 'reentry' as reentry,
            f.version as "frequencyVersion",
            json_build_object('steps', f.snapshot -> 'steps', 'window', f.snapshot -> 'window',
              'skipHolidays', f.snapshot -> 'skip_holidays', 'timeZone', f.snapshot -> 'time_zone') as frequency,
            (select json_agg(json_build_object('id', x.id, 'version', t.version, 'body', t.snapshot -> 'body') order by x.place)
               from jsonb_array_elements_text(r.snapshot -> 'template_ids') with ordinality as x(id, place)
               cross join lateral ${inForce('templates', 'x.id::uuid')} t) as templates,
            (select json_agg(json_build_object('step', x.step, 'id', x."templateId", 'version', t.version,
                      'body', t.snapshot -> 'body') order by x.step)
               from jsonb_to_recordset(coalesce(r.snapshot -> 'variants', '[]')) as x(step int, "templateId" uuid)
               cross join lateral ${inForce('templates', 'x."templateId"')} t) as variants
       from rules ru
       cross join lateral ${inForce('rules', 'ru.id')} r
       cross join lateral ${inForce('frequencies', `(r.snapshot ->> 'frequency_id')::uuid`)} f
      where r.snapshot ->> 'archived_at' is null`,
    [at],
  )
  return rows.map(planRule)
}
