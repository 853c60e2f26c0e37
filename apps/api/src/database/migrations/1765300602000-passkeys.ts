/** Passkeys as a second factor, and what was sent to a browser for one to sign. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Passkeys1765300602000 implements MigrationInterface {
  name = 'Passkeys1765300602000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table passkeys (
        id uuid primary key default gen_random_uuid(),
        user_id uuid not null references users on delete cascade,
        name text not null,
        -- The host name it was made at: it answers to no other.
        host text not null,
        credential_id text not null unique,
        public_key bytea not null,
        -- As it said last; those that are copied between devices always say 0.
        counter bigint not null,
        transports text[] not null,
        created_at timestamptz not null default now(),
        last_used_at timestamptz
      );
      create index passkeys_user on passkeys (user_id);

      create table passkey_challenges (
        challenge_hash bytea primary key,
        user_id uuid not null references users on delete cascade,
        purpose text not null check (purpose in ('add', 'sign_in')),
        -- The session, or the browser that signs in, which alone may answer.
        holder_hash bytea not null,
        ends_at timestamptz not null
      );
      create index passkey_challenges_user on passkey_challenges (user_id);
      create index passkey_challenges_ending on passkey_challenges (ends_at);`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table passkey_challenges;
      drop table passkeys`)
  }
}
