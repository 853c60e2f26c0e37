-- The audit log: who changed or did what, when, before and after. Rows are only ever added.

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

create table audit_unsealed (
  event_id uuid primary key
);

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
    ), kept as (
      insert into audit_changes (event_id, record_id, fields, digest, salt, before, after)
        select event, d.record_id, d.fields,
               sha256(d.salt || convert_to(array_to_string(d.fields, ',') || chr(10) || coalesce(d.before::text, '') || chr(10)
                                           || coalesce(d.after::text, ''), 'UTF8')),
               d.salt, d.before, d.after
          from d returning audit_changes.record_id, audit_changes.digest
    )
    select count(*), min(k.record_id),
           sha256(string_agg(convert_to(k.record_id, 'UTF8') || k.digest, '' order by k.record_id collate "C"))
      into changed, only_record, digest from kept k;
  elsif tg_op = 'DELETE' then
    with d as materialized (
      select r->>key as record_id, uuid_send(gen_random_uuid()) as salt, jsonb_strip_nulls(r - omitted) as before,
             null::jsonb as after, '{}'::text[] as fields
        from (select to_jsonb(b) as r from removed b) rows
    ), kept as (
      insert into audit_changes (event_id, record_id, fields, digest, salt, before, after)
        select event, d.record_id, d.fields,
               sha256(d.salt || convert_to(array_to_string(d.fields, ',') || chr(10) || coalesce(d.before::text, '') || chr(10)
                                           || coalesce(d.after::text, ''), 'UTF8')),
               d.salt, d.before, d.after
          from d returning audit_changes.record_id, audit_changes.digest
    )
    select count(*), min(k.record_id),
           sha256(string_agg(convert_to(k.record_id, 'UTF8') || k.digest, '' order by k.record_id collate "C"))
      into changed, only_record, digest from kept k;
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
    ), kept as (
      insert into audit_changes (event_id, record_id, fields, digest, salt, before, after)
        select event, d.record_id, d.fields,
               sha256(d.salt || convert_to(array_to_string(d.fields, ',') || chr(10) || coalesce(d.before::text, '') || chr(10)
                                           || coalesce(d.after::text, ''), 'UTF8')),
               d.salt, d.before, d.after
          from d returning audit_changes.record_id, audit_changes.digest
    )
    select count(*), min(k.record_id),
           sha256(string_agg(convert_to(k.record_id, 'UTF8') || k.digest, '' order by k.record_id collate "C"))
      into changed, only_record, digest from kept k;
  end if;
  if changed > 0 then
    perform audit_add(event, case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end,
      tg_table_name::text, case when changed = 1 then only_record end, changed, '{}', digest);
  end if;
  return null;
end $$;
create trigger leads_audit_insert after insert on leads referencing new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger leads_audit_update after update on leads referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger leads_audit_delete after delete on leads referencing old table as removed
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger rules_audit_insert after insert on rules referencing new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger rules_audit_update after update on rules referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger rules_audit_delete after delete on rules referencing old table as removed
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger frequencies_audit_insert after insert on frequencies referencing new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger frequencies_audit_update after update on frequencies referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger frequencies_audit_delete after delete on frequencies referencing old table as removed
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger templates_audit_insert after insert on templates referencing new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger templates_audit_update after update on templates referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger templates_audit_delete after delete on templates referencing old table as removed
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger users_audit_insert after insert on users referencing new table as added
  for each statement execute function audit_rows('id', '{updated_at,password_hash}');
create trigger users_audit_update after update on users referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{updated_at,password_hash}');
create trigger users_audit_delete after delete on users referencing old table as removed
  for each statement execute function audit_rows('id', '{updated_at,password_hash}');
create trigger settings_audit_insert after insert on settings referencing new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger settings_audit_update after update on settings referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger settings_audit_delete after delete on settings referencing old table as removed
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger schedule_audit_insert after insert on schedule referencing new table as added
  for each statement execute function audit_rows('id', '{changed_at}');
create trigger schedule_audit_update after update on schedule referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{changed_at}');
create trigger schedule_audit_delete after delete on schedule referencing old table as removed
  for each statement execute function audit_rows('id', '{changed_at}');
create trigger holidays_audit_insert after insert on holidays referencing new table as added
  for each statement execute function audit_rows('held_on', '{}');
create trigger holidays_audit_update after update on holidays referencing old table as removed new table as added
  for each statement execute function audit_rows('held_on', '{}');
create trigger holidays_audit_delete after delete on holidays referencing old table as removed
  for each statement execute function audit_rows('held_on', '{}');

create function audit_run() returns trigger language plpgsql as $$
begin
  perform audit_note('ran', 'runs', new.id::text, jsonb_build_object('trigger', new.trigger, 'state', new.state,
    'due', new.due, 'recorded', new.recorded, 'remaining', new.remaining));
  return null;
end $$;
create trigger runs_audit after update on runs for each row when (old.state = 'running' and new.state <> 'running')
  execute function audit_run();

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is append-only: % on % is refused.', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
create trigger audit_events_append_only before delete or truncate on audit_events
  for each statement execute function refuse_audit_change();
create trigger audit_seals_append_only before delete or truncate on audit_seals
  for each statement execute function refuse_audit_change();
create trigger audit_changes_append_only before delete or truncate on audit_changes
  for each statement execute function refuse_audit_change();
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
$$;
create trigger api_tokens_audit_insert after insert on api_tokens referencing new table as added
  for each statement execute function audit_rows('id', '{token_hash,last_used_at}');
create trigger api_tokens_audit_update after update on api_tokens referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{token_hash,last_used_at}');
create trigger api_tokens_audit_delete after delete on api_tokens referencing old table as removed
  for each statement execute function audit_rows('id', '{token_hash,last_used_at}');
create trigger absences_audit_insert after insert on absences referencing new table as added
  for each statement execute function audit_rows('id', '{}');
create trigger absences_audit_update after update on absences referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{}');
create trigger absences_audit_delete after delete on absences referencing old table as removed
  for each statement execute function audit_rows('id', '{}');

-- What a person does to a relance is in the audit log; what the engine does by the thousand is told by its runs.
create trigger relances_audit_update after update on relances referencing old table as removed new table as added
  for each statement when (current_setting('relance.actor', true) <> '')
  execute function audit_rows('id', '{message}');
create trigger opt_outs_audit_insert after insert on opt_outs referencing new table as added
  for each statement execute function audit_rows('id', '{phone_hash}');
create trigger opt_outs_audit_update after update on opt_outs referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{phone_hash}');
create trigger opt_outs_audit_delete after delete on opt_outs referencing old table as removed
  for each statement execute function audit_rows('id', '{phone_hash}');
create trigger whatsapp_settings_audit_insert after insert on whatsapp_settings referencing new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger whatsapp_settings_audit_update after update on whatsapp_settings referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger whatsapp_settings_audit_delete after delete on whatsapp_settings referencing old table as removed
  for each statement execute function audit_rows('id', '{updated_at}');
create trigger rate_cards_audit_insert after insert on rate_cards referencing new table as added
  for each statement execute function audit_rows('id', '{created_at}');
create trigger rate_cards_audit_update after update on rate_cards referencing old table as removed new table as added
  for each statement execute function audit_rows('id', '{created_at}');
create trigger rate_cards_audit_delete after delete on rate_cards referencing old table as removed
  for each statement execute function audit_rows('id', '{created_at}');
