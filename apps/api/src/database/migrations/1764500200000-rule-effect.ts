/** What lets a rule be measured: leads set aside, a second text for a step; and what a day and a step may bear. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class RuleEffect1764500200000 implements MigrationInterface {
  name = 'RuleEffect1764500200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rules
        add column holdout_percent int not null default 0 check (holdout_percent between 0 and 50),
        -- [{"step", "templateId"}]: another text for a step, sent to half the leads.
        add column variants jsonb not null default '[]' check (jsonb_typeof(variants) = 'array');
      alter table settings
        add column closer_daily_limit int check (closer_daily_limit > 0),
        add column opt_out_alarm_percent int not null default 5 check (opt_out_alarm_percent between 1 and 100);`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table settings drop column closer_daily_limit, drop column opt_out_alarm_percent;
      alter table rules drop column holdout_percent, drop column variants;`)
  }
}
