/** The audit log: who changed or did what, when, before and after. Rows are only ever added. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const TABLES = `
-- One statement that changed rows, or one thing that was done. Nothing personal of a lead is in here: that is in
-- audit_changes, where an erasure can take it out while the entry and the chain stand.
create table audit_events (
  id uuid primary key default uuid_v7(),
  at timestamptz not null default clock_timestamp(),
  origin text not null,
  actor_id uuid,
  actor_name text not null,
  actor_role text,
  request_id text,
  action text not null,
  resource text not null,
  record_id text,
  row_count int not null default 0,
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  changes_digest bytea not null default ''
);
create index audit_events_at on audit_events (at);
create index audit_events_actor on audit_events (actor_id, at) where actor_id is not null;
create index audit_events_record on audit_events (record_id) where record_id is not null;
create index audit_events_resource on audit_events (resource, action, at);

-- Before and after, field by field. The digest is salted, so that an erased value cannot be found again by guessing.
create table audit_changes (
  event_id uuid not null,
  record_id text not null,
  fields text[] not null,
  digest bytea not null,
  salt bytea,
  before jsonb,
  after jsonb,
  primary key (event_id, record_id)
);
create index audit_changes_record on audit_changes (record_id);

-- The chain: hash = sha256(hash of the entry before, seq, entry). Written by one sealer at a time, outside the
-- transactions that make entries, so that nobody waits for the chain.
create table audit_seals (
  seq bigint primary key,
  event_id uuid not null unique,
  hash bytea not null,
  sealed_at timestamptz not null default clock_timestamp()
);
create table audit_unsealed (event_id uuid primary key);`

/** Keeps the differences `d`, and sums them up for their entry. The digest is spelled out: a function costs a call per row. */
const KEPT = `), kept as (
      insert into audit_changes (event_id, record_id, fields, digest, salt, before, after)
        select event, d.record_id, d.fields,
               sha256(d.salt || convert_to(array_to_string(d.fields, ',') || chr(10) || coalesce(d.before::text, '') || chr(10)
                                           || coalesce(d.after::text, ''), 'UTF8')),
               d.salt, d.before, d.after
          from d returning audit_changes.record_id, audit_changes.digest
    )
    select count(*), min(k.record_id),
           sha256(string_agg(convert_to(k.record_id, 'UTF8') || k.digest, '' order by k.record_id collate "C"))
      into changed, only_record, digest from kept k;`

const WRITING = `
-- The actor that the transaction was given: {"id", "name", "role", "origin", "requestId"}; without one, the database user.
create function audit_actor() returns jsonb language sql stable as $$
  select coalesce(nullif(current_setting('relance.actor', true), '')::jsonb,
                  jsonb_build_object('origin', 'database', 'name', session_user))
$$;

create function audit_add(event uuid, action text, resource text, record_id text, row_count int, details jsonb, digest bytea)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare actor jsonb := audit_actor();
begin
  insert into audit_events (id, origin, actor_id, actor_name, actor_role, request_id, action, resource, record_id,
      row_count, details, changes_digest)
    values (event, coalesce(actor->>'origin', 'database'), (actor->>'id')::uuid, coalesce(actor->>'name', '?'),
      actor->>'role', actor->>'requestId', action, resource, record_id, row_count, details, digest);
  insert into audit_unsealed (event_id) values (event);
end $$;

-- Something that was done without changing an audited row: a login, a denied access, an export, a run.
create function audit_note(action text, resource text, record_id text, details jsonb) returns void language sql as $$
  select audit_add(uuid_v7(), action, resource, record_id, 0, details, '')
$$;

-- One entry per statement. Arguments: the key column, then the columns that are left out (secrets, noise).
create function audit_rows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  event uuid := uuid_v7();
  key text := tg_argv[0];
  omitted text[] := tg_argv[1]::text[];
  digest bytea;
  only_record text;
  changed int;
begin
  if tg_op = 'INSERT' then
    with d as materialized (
      select r->>key as record_id, uuid_send(gen_random_uuid()) as salt, null::jsonb as before,
             jsonb_strip_nulls(r - omitted) as after, '{}'::text[] as fields
        from (select to_jsonb(a) as r from added a) rows
    ${KEPT}
  elsif tg_op = 'DELETE' then
    with d as materialized (
      select r->>key as record_id, uuid_send(gen_random_uuid()) as salt, jsonb_strip_nulls(r - omitted) as before,
             null::jsonb as after, '{}'::text[] as fields
        from (select to_jsonb(b) as r from removed b) rows
    ${KEPT}
  else
    with d as materialized (
      select b.r->>key as record_id, uuid_send(gen_random_uuid()) as salt, diff.before, diff.after, diff.fields
        from (select to_jsonb(x) as r from removed x) b
        join (select to_jsonb(x) as r from added x) a on a.r->>key = b.r->>key
        cross join lateral (
          select jsonb_object_agg(f.name, b.r->f.name) as before, jsonb_object_agg(f.name, a.r->f.name) as after,
                 array_agg(f.name order by f.name) as fields
            from jsonb_object_keys(a.r - omitted) as f(name)
           where a.r->f.name is distinct from b.r->f.name) diff
       where diff.fields is not null
    ${KEPT}
  end if;
  if changed > 0 then
    perform audit_add(event, case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end,
      tg_table_name::text, case when changed = 1 then only_record end, changed, '{}', digest);
  end if;
  return null;
end $$;`

/** Key and omitted columns of every audited table. Secrets stay out, and what says nothing. */
const AUDITED: Readonly<Record<string, readonly [key: string, omitted: string]>> = {
  leads: ['id', '{updated_at}'],
  rules: ['id', '{updated_at}'],
  frequencies: ['id', '{updated_at}'],
  templates: ['id', '{updated_at}'],
  users: ['id', '{updated_at,password_hash}'],
  settings: ['id', '{updated_at}'],
  schedule: ['id', '{changed_at}'],
  holidays: ['held_on', '{}'],
}

export const auditTriggers = (table: string, key: string, omitted: string): string => `
create trigger ${table}_audit_insert after insert on ${table} referencing new table as added
  for each statement execute function audit_rows('${key}', '${omitted}');
create trigger ${table}_audit_update after update on ${table} referencing old table as removed new table as added
  for each statement execute function audit_rows('${key}', '${omitted}');
create trigger ${table}_audit_delete after delete on ${table} referencing old table as removed
  for each statement execute function audit_rows('${key}', '${omitted}');`

const RUNS = `
create function audit_run() returns trigger language plpgsql as $$
begin
  perform audit_note('ran', 'runs', new.id::text, jsonb_build_object('trigger', new.trigger, 'state', new.state,
    'due', new.due, 'recorded', new.recorded, 'remaining', new.remaining));
  return null;
end $$;
create trigger runs_audit after update on runs for each row when (old.state = 'running' and new.state <> 'running')
  execute function audit_run();`

const APPEND_ONLY = `
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is append-only: % on % is refused.', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
${['audit_events', 'audit_seals', 'audit_changes']
  .map(
    (table) => `
create trigger ${table}_append_only before delete or truncate on ${table}
  for each statement execute function refuse_audit_change();`,
  )
  .join('')}
create trigger audit_events_no_update before update on audit_events for each statement execute function refuse_audit_change();
create trigger audit_seals_no_update before update on audit_seals for each statement execute function refuse_audit_change();
-- The one change there is: an erasure takes the values out; digest, fields and record stay.
create trigger audit_changes_no_update before update on audit_changes for each row
  when (new.event_id <> old.event_id or new.record_id <> old.record_id or new.fields <> old.fields
        or new.digest <> old.digest or new.salt is not null or new.before is not null or new.after is not null)
  execute function refuse_audit_change();

-- Takes the values of records out of every entry. Verification accepts the gap only for a record with an entry
-- 'erased' of its own in the chain.
create function audit_erase(records text[]) returns void language sql security definer set search_path = public, pg_temp as $$
  update audit_changes set salt = null, before = null, after = null where record_id = any(records) and salt is not null
$$;`

export class Audit1764100000000 implements MigrationInterface {
  name = 'Audit1764100000000'

  async up(runner: QueryRunner): Promise<void> {
    const triggers = Object.entries(AUDITED).map(([table, [key, omitted]]) => auditTriggers(table, key, omitted))
    for (const part of [TABLES, WRITING, ...triggers, RUNS, APPEND_ONLY]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(AUDITED)) {
      for (const change of ['insert', 'update', 'delete']) {
        await runner.query(`drop trigger ${table}_audit_${change} on ${table}`)
      }
    }
    await runner.query(`
      drop trigger runs_audit on runs;
      drop table audit_events, audit_changes, audit_seals, audit_unsealed;
      drop function audit_run, audit_rows, audit_note, audit_add, audit_actor, audit_erase, refuse_audit_change;`)
  }
}
