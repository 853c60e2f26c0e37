/** What a contact does to a rule's dates, caps on relances per lead, and where a step stood before a contact moved it. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class ContactPace1765200020000 implements MigrationInterface {
  name = 'ContactPace1765200020000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rules add column on_contact text not null default 'restart_delay'
        check (on_contact in ('restart_delay', 'stop', 'ignore'));
      -- [{"count", "days"}]: so many relances of a lead within so many days at most.
      alter table settings add column relance_caps jsonb not null default '[]' check (jsonb_typeof(relance_caps) = 'array');
      -- planned_at: what due_at was before a contact moved it to moved_to. Once due_at is another, it holds no more.
      alter table enrolments add column planned_at timestamptz, add column moved_to timestamptz;`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table enrolments drop column planned_at, drop column moved_to;
      alter table settings drop column relance_caps;
      alter table rules drop column on_contact;`)
  }
}
