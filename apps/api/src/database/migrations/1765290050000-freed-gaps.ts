/** What waits for the gap after a relance, for a cap or for another rule is planned again once the relance counts no more, or counts from earlier. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const UP = `
create function note_freed_gaps() returns trigger language plpgsql as $$
begin
  insert into lead_changes (lead_id)
    select distinct after.lead_id from after join before using (id)
     where (after.state in ('withdrawn', 'skipped', 'expired', 'failed')
              and before.state not in ('withdrawn', 'skipped', 'expired', 'failed')
            or before.state = 'sent' and after.state <> 'sent'
            or after.deliver_at < before.deliver_at)
       and exists (select from enrolments e where e.lead_id = after.lead_id and e.state = 'active'
                      and e.reason in ('minimum_gap', 'cap_reached', 'outranked') and e.id <> after.enrolment_id);
  return null;
end $$;
create trigger relances_note_freed_gaps after update on relances referencing old table as before new table as after
  for each statement execute function note_freed_gaps();`

export class FreedGaps1765290050000 implements MigrationInterface {
  name = 'FreedGaps1765290050000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger relances_note_freed_gaps on relances; drop function note_freed_gaps()')
  }
}
