/** What became of enrolments besides relances: held back, put to sleep, ended, gone on. Kept for 90 days. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class EnrolmentChanges1764500400000 implements MigrationInterface {
  name = 'EnrolmentChanges1764500400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table enrolment_changes (
        id bigint generated always as identity primary key,
        at timestamptz not null,
        -- Null when a change of the lead or the rule was followed.
        run_id uuid,
        lead_id uuid not null,
        rule_id uuid not null,
        step smallint not null,
        state text not null check (state in ('active', 'parked', 'ended')),
        reason text,
        until timestamptz
      );
      create index enrolment_changes_lead on enrolment_changes (lead_id, at);
      -- Rows come in time order.
      create index enrolment_changes_at on enrolment_changes using brin (at);`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table enrolment_changes')
  }
}
