/**
 * The engine's clock is the database's, so that the clocks of two hosts are never compared. What time makes true is followed
 * behind the oldest open transaction, and the instants that pace a lead can be found by span.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class RelanceNow1765010100000 implements MigrationInterface {
  name = 'RelanceNow1765010100000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The instant of the transaction, in whole milliseconds as the engine reads it. Only tests and the demo set relance.now.
      create function relance_now() returns timestamptz language sql stable parallel safe as $$
        select coalesce(nullif(current_setting('relance.now', true), '')::timestamptz, date_trunc('milliseconds', now()))
      $$;
      -- seen_at: the latest instant followed. matched_at takes it over once every transaction that was open then has ended:
      -- those with an id below seen_xid.
      alter table rule_matching add column seen_at timestamptz, add column seen_xid xid8;
      create index relances_settled on relances (settled_at) where settled_at is not null;
      create index whatsapp_sends_accepted on whatsapp_sends (accepted_at) where accepted_at is not null;`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index whatsapp_sends_accepted, relances_settled;
      alter table rule_matching drop column seen_at, drop column seen_xid;
      drop function relance_now;`)
  }
}
