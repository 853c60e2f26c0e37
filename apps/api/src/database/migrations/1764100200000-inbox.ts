/** What closers do with relances, and the live events that tell every replica. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const ACTIONS = `
alter table relances
  add column opened_at timestamptz,
  add column settled_at timestamptz,
  add column outcome text check (outcome in (
    'replied', 'meeting', 'won', 'lost', 'no_answer', 'wrong_number', 'never_contact_again')),
  add column outcome_at timestamptz;

-- What a closer has done and has to do, newest first.
create index relances_closer on relances (closer_id, id) where closer_id is not null;
-- Unassigned items that are open: the queue nobody owns.
create index relances_unassigned on relances (deliver_at)
  where channel = 'closer' and state in ('due', 'opened', 'snoozed') and closer_id is null;

-- What was done to a relance, with all that an undo has to put back: the relance, its lead, its enrolments, as they were.
create table relance_actions (
  id uuid primary key default uuid_v7(),
  relance_id uuid not null references relances,
  lead_id uuid not null references leads,
  action text not null,
  actor_id uuid,
  actor_name text not null,
  acted_at timestamptz not null,
  before jsonb not null check (jsonb_typeof(before) = 'object'),
  after jsonb not null check (jsonb_typeof(after) = 'object'),
  undone_at timestamptz
);
create index relance_actions_relance on relance_actions (relance_id, acted_at);
create index relance_actions_lead on relance_actions (lead_id);

alter table settings add column shared_queue boolean not null default false;

-- What a person does to a relance is in the audit log; what the engine does by the thousand is told by its runs.
create trigger relances_audit_update after update on relances referencing old table as removed new table as added
  for each statement when (current_setting('relance.actor', true) <> '')
  execute function audit_rows('id', '{message}');

-- An open item follows its lead to another closer, unless it was handed to somebody else before.
create function move_open_relances() returns trigger language plpgsql as $$
begin
  update relances r set closer_id = a.closer_id
    from added a join removed b using (id)
   where a.closer_id is distinct from b.closer_id and r.lead_id = a.id and r.channel = 'closer'
     and r.state in ('due', 'opened', 'snoozed') and r.closer_id is not distinct from b.closer_id;
  return null;
end $$;
create trigger leads_move_relances after update on leads referencing old table as removed new table as added
  for each statement execute function move_open_relances();`

/** Who may see an event: the closers named, or managers alone. Kept for some minutes, for streams that reconnect. */
const LIVE = `
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
end $$;`

const TOLD: Readonly<Record<string, readonly [role: string, key: string]>> = {
  leads: ['closer', 'id'],
  relances: ['closer', 'id'],
  rules: ['manager', 'id'],
  frequencies: ['manager', 'id'],
  templates: ['manager', 'id'],
  runs: ['manager', 'id'],
  users: ['admin', 'id'],
  absences: ['manager', 'id'],
}

const liveTriggers = (table: string, role: string, key: string): string => `
create trigger ${table}_live_insert after insert on ${table} referencing new table as added
  for each statement execute function live_rows('${role}', '${key}');
create trigger ${table}_live_update after update on ${table} referencing old table as removed new table as added
  for each statement execute function live_rows('${role}', '${key}');`

export class Inbox1764100200000 implements MigrationInterface {
  name = 'Inbox1764100200000'

  async up(runner: QueryRunner): Promise<void> {
    const triggers = Object.entries(TOLD).map(([table, [role, key]]) => liveTriggers(table, role, key))
    for (const part of [ACTIONS, LIVE, ...triggers]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TOLD)) {
      await runner.query(
        `drop trigger ${table}_live_insert on ${table}; drop trigger ${table}_live_update on ${table};`,
      )
    }
    await runner.query(`
      drop table live_events, relance_actions;
      drop trigger relances_audit_update on relances;
      drop trigger leads_move_relances on leads;
      drop function live_rows, live_add, move_open_relances;
      drop index relances_unassigned, relances_closer;
      alter table relances drop column opened_at, drop column settled_at, drop column outcome, drop column outcome_at;
      alter table settings drop column shared_queue;`)
  }
}
