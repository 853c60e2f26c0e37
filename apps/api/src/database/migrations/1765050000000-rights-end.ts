/**
 * Rights end when they end. Tokens have an owner and an end; they end with their owner's account. Whatever ends a session or
 * a token, through the server or not, tells every replica, which closes the live streams that came from it.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const TOKENS = `
-- The owner is the one who made the token (created_by). Tokens made by another token had no maker on record: they go to the
-- longest-standing admin, and end when there is none. Tokens without an end get one, 90 days from now.
update api_tokens set created_by = (
    select id from users where role = 'admin' and disabled_at is null order by created_at, id limit 1)
  where created_by is null;
update api_tokens set expires_at = now() + interval '90 days' where expires_at is null;
update api_tokens t set revoked_at = now()
  where revoked_at is null
    and not exists (select from users u where u.id = t.created_by and u.disabled_at is null);
alter table api_tokens
  alter column expires_at set default now() + interval '90 days',
  alter column expires_at set not null,
  drop constraint api_tokens_created_by_fkey,
  add constraint api_tokens_created_by_fkey foreign key (created_by) references users on delete cascade;
create index api_tokens_owner on api_tokens (created_by);`

const ENDS = `
-- A disabled account ends its sessions and its tokens for good; a new password ends its sessions.
create function end_rights() returns trigger language plpgsql as $$
begin
  delete from sessions where user_id = new.id;
  if new.disabled_at is not null and old.disabled_at is null then
    update api_tokens set revoked_at = now() where created_by = new.id and revoked_at is null;
  end if;
  return null;
end $$;
create trigger users_end_rights after update on users for each row
  when (new.disabled_at is not null and old.disabled_at is null or new.password_hash is distinct from old.password_hash)
  execute function end_rights();`

const TOLD = `
-- 'rights' is for the servers alone: they look again at the streams they hold, and tell no browser.
create function live_rights() returns trigger language plpgsql as $$
begin
  perform live_add('rights', 'deleted', '{}', null, 'admin');
  return null;
end $$;
create trigger sessions_rights after delete on sessions for each statement execute function live_rights();
create trigger api_tokens_rights_deleted after delete on api_tokens for each statement execute function live_rights();
create trigger api_tokens_rights after update of role, revoked_at, expires_at, created_by on api_tokens
  for each statement execute function live_rights();
create trigger users_rights after update of role, disabled_at on users for each statement execute function live_rights();
create trigger users_rights_deleted after delete on users for each statement execute function live_rights();`

const AUDIT = `
-- As before, and what a token did names the token and its owner.
create or replace function audit_add(event uuid, action text, resource text, record_id text, row_count int, details jsonb, digest bytea)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare actor jsonb := audit_actor();
begin
  insert into audit_events (id, origin, actor_id, actor_name, actor_role, request_id, action, resource, record_id,
      row_count, details, changes_digest)
    values (event, coalesce(actor->>'origin', 'database'), (actor->>'id')::uuid, coalesce(actor->>'name', '?'),
      actor->>'role', actor->>'requestId', action, resource, record_id, row_count,
      details || case when actor->>'tokenId' is null then '{}' else
        jsonb_build_object('tokenId', actor->>'tokenId', 'tokenOwner', actor->>'tokenOwner') end, digest);
  insert into audit_unsealed (event_id) values (event);
end $$;

alter table runs add column caller_token_id uuid;
create or replace function audit_run() returns trigger language plpgsql as $$
begin
  perform audit_note('ran', 'runs', new.id::text, jsonb_build_object('trigger', new.trigger, 'state', new.state,
    'due', new.due, 'recorded', new.recorded, 'remaining', new.remaining)
    || case when new.caller is null then '{}' else jsonb_build_object('caller', new.caller) end
    || coalesce((select jsonb_build_object('tokenId', t.id, 'tokenOwner', u.name, 'tokenOwnerId', u.id)
                   from api_tokens t join users u on u.id = t.created_by where t.id = new.caller_token_id), '{}'));
  return null;
end $$;`

export class RightsEnd1765050000000 implements MigrationInterface {
  name = 'RightsEnd1765050000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [TOKENS, ENDS, TOLD, AUDIT]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger users_rights_deleted on users;
      drop trigger users_rights on users;
      drop trigger api_tokens_rights on api_tokens;
      drop trigger api_tokens_rights_deleted on api_tokens;
      drop trigger sessions_rights on sessions;
      drop function live_rights;
      drop trigger users_end_rights on users;
      drop function end_rights;
      drop index api_tokens_owner;
      alter table api_tokens
        alter column expires_at drop not null,
        alter column expires_at drop default,
        drop constraint api_tokens_created_by_fkey,
        add constraint api_tokens_created_by_fkey foreign key (created_by) references users;
      create or replace function audit_run() returns trigger language plpgsql as $$
      begin
        perform audit_note('ran', 'runs', new.id::text, jsonb_build_object('trigger', new.trigger, 'state', new.state,
          'due', new.due, 'recorded', new.recorded, 'remaining', new.remaining));
        return null;
      end $$;
      alter table runs drop column caller_token_id;`)
  }
}
