/** Steps that wait for their text: found by their reason, and looked at again when a text or the company's name is saved. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const UP = `
create index enrolments_unwritten on enrolments (rule_id, id)
  where state = 'parked' and reason in ('message_incomplete', 'message_refused');

create function note_mended_templates() returns trigger language plpgsql as $$
begin
  insert into lead_changes (lead_id)
    select distinct e.lead_id
      from enrolments e join rules r on r.id = e.rule_id
     where e.state = 'parked' and e.reason in ('message_incomplete', 'message_refused')
       and exists (
         select from after a join before b using (id)
          where a.body is distinct from b.body
            and (a.id = any(r.template_ids) or r.variants @> jsonb_build_array(jsonb_build_object('templateId', a.id))));
  return null;
end $$;
create trigger templates_mended after update on templates
  referencing old table as before new table as after
  for each statement execute function note_mended_templates();

create function note_company_named() returns trigger language plpgsql as $$
begin
  insert into lead_changes (lead_id)
    select distinct lead_id from enrolments
     where state = 'parked' and reason in ('message_incomplete', 'message_refused');
  return null;
end $$;
create trigger settings_company_named after update of company_name on settings
  for each row when (old.company_name is distinct from new.company_name) execute function note_company_named();`

const DOWN = `
drop trigger settings_company_named on settings;
drop function note_company_named();
drop trigger templates_mended on templates;
drop function note_mended_templates();
drop index enrolments_unwritten;`

export class UnwrittenMessages1765220010000 implements MigrationInterface {
  name = 'UnwrittenMessages1765220010000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}
