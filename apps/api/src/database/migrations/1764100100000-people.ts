/** Signing in, scripts' tokens, and days off. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { auditTriggers } from './1764100000000-audit.ts'

export class People1764100100000 implements MigrationInterface {
  name = 'People1764100100000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table sessions
        add column id uuid not null default uuid_v7(),
        add column seen_at timestamptz,
        add column device text not null default '';
      update sessions set seen_at = created_at;
      alter table sessions alter column seen_at set not null;
      create unique index sessions_id on sessions (id);

      -- Failed and pending attempts to sign in, counted here so that every replica sees all of them. Keys are hashed.
      create table login_attempts (
        key bytea not null,
        attempted_at timestamptz not null
      );
      create index login_attempts_key on login_attempts (key, attempted_at);
      create index login_attempts_at on login_attempts (attempted_at);

      -- Bearers for scripts: only a hash is kept, and what the bearer may do at most.
      create table api_tokens (
        id uuid primary key default uuid_v7(),
        name text not null check (name <> ''),
        token_hash bytea not null unique,
        role text not null check (role in ('manager', 'admin')),
        read_only boolean not null default false,
        created_by uuid references users,
        created_at timestamptz not null default now(),
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz
      );

      -- Whole days, both included, in the company's zone. Without a stand-in, what falls due is put off.
      create table absences (
        id uuid primary key default uuid_v7(),
        user_id uuid not null references users on delete cascade,
        from_on date not null,
        to_on date not null,
        stand_in_id uuid references users,
        created_at timestamptz not null default now(),
        constraint absences_from_to check (from_on <= to_on),
        constraint absences_stand_in_is_another check (stand_in_id <> user_id)
      );
      create index absences_user on absences (user_id, to_on);
      ${auditTriggers('api_tokens', 'id', '{token_hash,last_used_at}')}
      ${auditTriggers('absences', 'id', '{}')}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table absences, api_tokens, login_attempts;
      alter table sessions drop column id, drop column seen_at, drop column device;`)
  }
}
