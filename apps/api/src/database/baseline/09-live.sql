-- Live events: what changed, for every stream that may see it.

create table live_events (
  seq bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  topic text not null,
  type text not null check (type in ('created', 'updated', 'deleted')),
  ids text[] not null,
  closer_id uuid,
  least_role text not null check (least_role in ('closer', 'manager', 'admin'))
);
create index live_events_at on live_events (at);

create function live_add(topic text, type text, ids text[], closer_id uuid, least_role text) returns void
language plpgsql as $$
declare seq bigint;
begin
  insert into live_events (topic, type, ids, closer_id, least_role) values (topic, type, ids, closer_id, least_role)
    returning live_events.seq into seq;
  perform pg_notify('relance_live', seq::text);
end $$;

-- Argument: the least role that may see the resource. Leads and relances are told to the closer they belong to, and
-- to the one they leave. More than 500 rows at once are told as "many" (no ids): what is on screen is read again.
create function live_rows() returns trigger language plpgsql as $$
declare
  type text := case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end;
  least text := tg_argv[0];
begin
  if least = 'closer' then
    if tg_op = 'INSERT' then
      perform live_add('resource/' || tg_table_name, type, ids, closer, least)
        from (select case when count(*) <= 500 then array_agg(id::text) else '{}' end as ids, closer_id as closer
                from added group by closer_id) g;
    elsif tg_op = 'UPDATE' then
      perform live_add('resource/' || tg_table_name, type, ids, closer, least)
        from (select case when count(*) <= 500 then array_agg(distinct id::text) else '{}' end as ids, closer_id as closer
                from (select id, closer_id from added union select id, closer_id from removed) both_sides
               group by closer_id) g;
    end if;
  elsif tg_op = 'DELETE' then
    perform live_add('resource/' || tg_table_name, type, ids, null, least)
      from (select array_agg(r->>tg_argv[1]) as ids from (select to_jsonb(b) as r from removed b) rows) g where ids is not null;
  else
    perform live_add('resource/' || tg_table_name, type, ids, null, least)
      from (select array_agg(r->>tg_argv[1]) as ids from (select to_jsonb(a) as r from added a) rows) g where ids is not null;
  end if;
  return null;
end $$;
create trigger leads_live_insert after insert on leads referencing new table as added
  for each statement execute function live_rows('closer', 'id');
create trigger leads_live_update after update on leads referencing old table as removed new table as added
  for each statement execute function live_rows('closer', 'id');
create trigger relances_live_insert after insert on relances referencing new table as added
  for each statement execute function live_rows('closer', 'id');
create trigger relances_live_update after update on relances referencing old table as removed new table as added
  for each statement execute function live_rows('closer', 'id');
create trigger rules_live_insert after insert on rules referencing new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger rules_live_update after update on rules referencing old table as removed new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger frequencies_live_insert after insert on frequencies referencing new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger frequencies_live_update after update on frequencies referencing old table as removed new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger templates_live_insert after insert on templates referencing new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger templates_live_update after update on templates referencing old table as removed new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger runs_live_insert after insert on runs referencing new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger runs_live_update after update on runs referencing old table as removed new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger users_live_insert after insert on users referencing new table as added
  for each statement execute function live_rows('admin', 'id');
create trigger users_live_update after update on users referencing old table as removed new table as added
  for each statement execute function live_rows('admin', 'id');
create trigger absences_live_insert after insert on absences referencing new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger absences_live_update after update on absences referencing old table as removed new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger backtests_live_update after update on backtests
  referencing old table as removed new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger step_alarms_live_insert after insert on step_alarms
  referencing new table as added for each statement execute function live_rows('manager', 'rule_id');
create trigger step_alarms_live_delete after delete on step_alarms
  referencing old table as removed for each statement execute function live_rows('manager', 'rule_id');
create trigger whatsapp_settings_live_update after update on whatsapp_settings
  referencing old table as removed new table as added for each statement execute function live_rows('manager', 'id');

-- What a lead wrote is told as a change of the lead, to whoever may see it.
create function live_received() returns trigger language plpgsql as $$
begin
  perform live_add('resource/leads', 'updated', ids, closer, 'closer')
    from (select case when count(distinct l.id) <= 500 then array_agg(distinct l.id::text) else '{}' end as ids, l.closer_id as closer
            from added a join leads l on l.id = a.lead_id group by l.closer_id) g;
  return null;
end $$;
create trigger whatsapp_messages_live_insert after insert on whatsapp_messages referencing new table as added
  for each statement execute function live_received();
