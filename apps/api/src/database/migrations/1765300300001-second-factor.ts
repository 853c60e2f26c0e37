/** The second factor of signing in: an authenticator app, recovery codes, and the roles that must have one. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class SecondFactor1765300300001 implements MigrationInterface {
  name = 'SecondFactor1765300300001'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table settings add column second_factor_roles text[] not null default '{}'
        check (second_factor_roles <@ '{closer,manager,admin}');
      alter table users add column has_second_factor boolean not null default false;

      create table authenticator_apps (
        user_id uuid primary key references users on delete cascade,
        -- Codes are computed from it, so that no hash would do.
        secret bytea not null,
        -- Null until a first code has shown that the app has the secret.
        confirmed_at timestamptz,
        -- The 30 seconds of the latest code that was taken: no code counts twice.
        last_step bigint not null default 0,
        created_at timestamptz not null default now()
      );

      create table recovery_codes (
        user_id uuid not null references users on delete cascade,
        code_hash bytea not null,
        primary key (user_id, code_hash)
      );`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table recovery_codes;
      drop table authenticator_apps;
      alter table users drop column has_second_factor;
      alter table settings drop column second_factor_roles`)
  }
}
