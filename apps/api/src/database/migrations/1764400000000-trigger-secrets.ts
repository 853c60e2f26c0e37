/** Secrets of one caller each: a role of API tokens that may call the trigger and nothing else; runs keep the caller's name. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const allow = (roles: string): string => `
  alter table api_tokens drop constraint api_tokens_role_check;
  alter table api_tokens add constraint api_tokens_role_check check (role in (${roles}));`

export class TriggerSecrets1764400000000 implements MigrationInterface {
  name = 'TriggerSecrets1764400000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table runs add column caller text;
      ${allow("'manager', 'admin', 'trigger'")}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from api_tokens where role = 'trigger';
      ${allow("'manager', 'admin'")}
      alter table runs drop column caller;`)
  }
}
