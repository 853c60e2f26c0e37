/** Closers are told what is due: when, on which devices, and what was told already. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const endRights = (devices: string): string => `
  create or replace function end_rights() returns trigger language plpgsql as $$
  begin
    delete from sessions where user_id = new.id;
    ${devices}
    if new.disabled_at is not null and old.disabled_at is null then
      update api_tokens set revoked_at = now() where created_by = new.id and revoked_at is null;
    end if;
    return null;
  end $$;`

export class Notices1765300607000 implements MigrationInterface {
  name = 'Notices1765300607000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Made when somebody is told something for the first time, or chooses. Its row is locked while it is decided what to tell.
      create table notice_profiles (
        user_id uuid primary key references users on delete cascade,
        "window" jsonb not null default '{"days": [1, 2, 3, 4, 5], "from": "08:00", "to": "19:00"}',
        has_digest boolean not null default true,
        -- The latest bundle. Another one waits for a minute.
        pushed_at timestamptz
      );

      create table push_devices (
        id uuid primary key default uuid_v7(),
        user_id uuid not null references users on delete cascade,
        -- The session it was last seen with: it goes with the sign-out, and stays when the session only runs out.
        session_id uuid,
        endpoint text not null check (length(endpoint) <= 1500),
        p256dh bytea not null check (length(p256dh) = 65),
        auth bytea not null check (length(auth) = 16),
        device text not null default '',
        created_at timestamptz not null default relance_now(),
        seen_at timestamptz not null default relance_now()
      );
      create unique index push_devices_endpoint on push_devices (endpoint);
      create index push_devices_user on push_devices (user_id);
      create index push_devices_session on push_devices (session_id);

      -- A relance that was put off is told again: its instant is another one. So is one that went to somebody else.
      create table told_relances (
        relance_id uuid primary key references relances on delete cascade,
        user_id uuid not null references users on delete cascade,
        deliver_at timestamptz not null,
        told_at timestamptz not null
      );
      create index told_relances_user on told_relances (user_id);

      -- One row for each bundle and device. Taken before it is sent: next_try_at is null from then on, unless it is tried again.
      create table push_sends (
        id bigint generated always as identity primary key,
        user_id uuid not null references users on delete cascade,
        -- Null once the device is gone: what was to be sent to it is not sent.
        device_id uuid references push_devices on delete set null,
        -- The only new one, which a click opens.
        relance_id uuid references relances on delete set null,
        fresh integer not null,
        closes_at timestamptz not null,
        created_at timestamptz not null default relance_now(),
        next_try_at timestamptz,
        tries smallint not null default 0,
        taken_at timestamptz,
        outcome text check (outcome in ('sent', 'gone', 'refused', 'unknown', 'given_up', 'settled')),
        settled_at timestamptz
      );
      create index push_sends_due on push_sends (next_try_at) where next_try_at is not null and device_id is not null;
      create index push_sends_open on push_sends (taken_at) where outcome is null;
      create index push_sends_created on push_sends (created_at);
      create index push_sends_device on push_sends (device_id);
      create index push_sends_relance on push_sends (relance_id) where relance_id is not null;
      create index push_sends_user on push_sends (user_id);

      -- One row for each person and day of theirs, also where there was nothing to say. Taken before it is sent, as a push is.
      create table digests (
        user_id uuid not null references users on delete cascade,
        day date not null,
        next_try_at timestamptz,
        tries smallint not null default 0,
        taken_at timestamptz,
        outcome text check (outcome in ('sent', 'unknown', 'given_up', 'settled')),
        primary key (user_id, day)
      );
      create index digests_due on digests (next_try_at) where next_try_at is not null;
      ${endRights('delete from push_devices where user_id = new.id;')}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${endRights('')}
      drop table digests, push_sends, told_relances, push_devices, notice_profiles;
      delete from signing_keys where name = 'push'`)
  }
}
