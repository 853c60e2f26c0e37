/** A notification wakes the sender, in place of a job of a queue that nothing else used. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class QueueNotice1765260010000 implements MigrationInterface {
  name = 'QueueNotice1765260010000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function wake_sender() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        if exists (select from added where state = 'queued') then
          notify relance_queue;
        end if;
        return null;
      end $$;
      drop schema if exists graphile_worker cascade;`)
  }

  /** The queue's tables are not brought back: without them the sender of before looks by itself every few seconds. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function wake_sender() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        return null;
      end $$;`)
  }
}
