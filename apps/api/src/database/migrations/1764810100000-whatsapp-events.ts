/** What of sending is told live, and who was told of a budget that ends. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const TOLD = `
create table whatsapp_budget_alerts (
  month char(7) not null,
  level text not null check (level in ('alert', 'spent')),
  -- A budget that was raised may come near its end again.
  budget_micros bigint not null,
  spent_micros bigint not null,
  told_at timestamptz not null,
  primary key (month, level, budget_micros)
);

create trigger whatsapp_settings_live_update after update on whatsapp_settings
  referencing old table as removed new table as added for each statement execute function live_rows('manager', 'id');

-- What a lead wrote is told as a change of the lead, to whoever may see it.
create function live_received() returns trigger language plpgsql as $$
begin
  perform live_add('resource/leads', 'updated', ids, closer, 'closer')
    from (select case when count(distinct l.id) <= 500 then array_agg(distinct l.id::text) else '{}' end as ids, l.closer_id as closer
            from added a join leads l on l.id = a.lead_id group by l.closer_id) g;
  return null;
end $$;
create trigger whatsapp_messages_live_insert after insert on whatsapp_messages referencing new table as added
  for each statement execute function live_received();`

export class WhatsAppEvents1764810100000 implements MigrationInterface {
  name = 'WhatsAppEvents1764810100000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TOLD)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger whatsapp_messages_live_insert on whatsapp_messages;
      drop function live_received;
      drop trigger whatsapp_settings_live_update on whatsapp_settings;
      drop table whatsapp_budget_alerts;`)
  }
}
