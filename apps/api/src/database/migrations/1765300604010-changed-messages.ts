/** The words of a relance that its closer has changed: `message` is what is sent, `written_message` what the template said. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const audit = (hidden: string): string => `
  drop trigger relances_audit_update on relances;
  create trigger relances_audit_update after update on relances referencing old table as removed new table as added
    for each statement when (current_setting('relance.actor', true) <> '')
    execute function audit_rows('id', '{${hidden}}');`

export class ChangedMessages1765300604010 implements MigrationInterface {
  name = 'ChangedMessages1765300604010'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table relances add column written_message text')
    await runner.query(audit('message,written_message'))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(audit('message'))
    await runner.query('alter table relances drop column written_message')
  }
}
