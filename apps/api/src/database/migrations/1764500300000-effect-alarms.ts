/** Opt-outs are found without a look at every lead: the alarm of a step follows them to the messages they came after. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class EffectAlarms1764500300000 implements MigrationInterface {
  name = 'EffectAlarms1764500300000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index leads_opted_out on leads (opted_out_at) where opted_out_at is not null;

      -- The steps that are alarming, as last told: a change of them is a live event.
      create table step_alarms (
        rule_id uuid not null references rules on delete cascade,
        step smallint not null,
        raised_at timestamptz not null,
        primary key (rule_id, step)
      );
      create trigger step_alarms_live_insert after insert on step_alarms
        referencing new table as added for each statement execute function live_rows('manager', 'rule_id');
      create trigger step_alarms_live_delete after delete on step_alarms
        referencing old table as removed for each statement execute function live_rows('manager', 'rule_id');`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table step_alarms; drop index leads_opted_out')
  }
}
