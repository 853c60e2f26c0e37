/** Whoever queues a message wakes whoever sends: a job in the same transaction, from every host, for the instant it is due. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const QUEUE = `
-- One job per instant, not per message: it is only a wake-up, the relance's row is the truth. To come instants are taken
-- up to the second, so that a window that opens for thousands wakes once. Without the queue's schema nothing is lost:
-- the sender looks by itself every few seconds. Security definer: the queue belongs to its own schema's owner.
create function wake_sender() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare at timestamptz;
begin
  if to_regnamespace('graphile_worker') is null then
    return null;
  end if;
  for at in
    select distinct case when deliver_at <= now() then now() else date_trunc('second', deliver_at + interval '999 milliseconds') end
      from added where state = 'queued'
  loop
    perform graphile_worker.add_job('send_messages', run_at := at, max_attempts := 1);
  end loop;
  return null;
end $$;
create trigger relances_wake_insert after insert on relances referencing new table as added
  for each statement execute function wake_sender();
create trigger relances_wake_update after update on relances referencing new table as added
  for each statement execute function wake_sender();

-- When it was put before people as something nobody could settle.
alter table whatsapp_sends add column listed_at timestamptz;
create index whatsapp_sends_unlisted on whatsapp_sends (unknown_at) where unknown_at is not null and listed_at is null;`

export class SendingQueue1764300100000 implements MigrationInterface {
  name = 'SendingQueue1764300100000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(QUEUE)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger relances_wake_insert on relances;
      drop trigger relances_wake_update on relances;
      drop function wake_sender;
      alter table whatsapp_sends drop column listed_at;`)
  }
}
