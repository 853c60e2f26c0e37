/** One-time links with which a person sets a password: invitations, resets, and the first admin of an empty installation. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class AccountLinks1765250010000 implements MigrationInterface {
  name = 'AccountLinks1765250010000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account_links (
        -- The text of the token is kept nowhere.
        token_hash bytea primary key,
        -- Null: whoever opens it becomes the first admin.
        user_id uuid references users on delete cascade,
        created_at timestamptz not null default now(),
        ends_at timestamptz not null
      );
      create index account_links_user on account_links (user_id);

      -- Whether a person can sign in, where nobody reads the hash.
      alter table users add column has_password boolean not null generated always as (password_hash is not null) stored;`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table account_links; alter table users drop column has_password')
  }
}
