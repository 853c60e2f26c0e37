/** Which statuses are open decides who may be contacted: leads of a status that was opened or closed are looked at again. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class StatusChanges1764500600000 implements MigrationInterface {
  name = 'StatusChanges1764500600000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index leads_status on leads (status);
      create function note_leads_of_changed_statuses() returns trigger language plpgsql as $$
      begin
        insert into lead_changes (lead_id)
          select id from leads where status = any(array(
            select coalesce(o.code, n.code)
              from (select s ->> 'code' as code from jsonb_array_elements(old.lead_statuses) s where (s ->> 'isOpen')::boolean) o
              full join (select s ->> 'code' as code from jsonb_array_elements(new.lead_statuses) s where (s ->> 'isOpen')::boolean) n
                using (code)
             where o.code is null or n.code is null));
        return null;
      end $$;
      create trigger settings_statuses_changed after update of lead_statuses on settings for each row
        when (old.lead_statuses is distinct from new.lead_statuses) execute function note_leads_of_changed_statuses();`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger settings_statuses_changed on settings;
      drop function note_leads_of_changed_statuses;
      drop index leads_status;`)
  }
}
