/** Sessions live on the server: ending one is deleting its row. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Sessions1764000100000 implements MigrationInterface {
  name = 'Sessions1764000100000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Only a hash of the token is kept: who reads the table cannot sign in with it.
      create table sessions (
        token_hash bytea primary key,
        user_id uuid not null references users on delete cascade,
        created_at timestamptz not null,
        expires_at timestamptz not null
      );
      create index sessions_user on sessions (user_id);
      create index sessions_expiring on sessions (expires_at);`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sessions')
  }
}
