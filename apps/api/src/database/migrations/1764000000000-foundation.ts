/** The foundation: people, leads, rules with their immutable versions, enrolments, relances, runs and the schedule. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const IDS = `
-- RFC 9562 version 7: 48 bits of Unix milliseconds, then randomness. PostgreSQL has its own only from version 18.
create function uuid_v7() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;`

const PEOPLE = `
create table users (
  id uuid primary key default uuid_v7(),
  email text not null check (email = lower(email)),
  name text not null check (name <> ''),
  role text not null check (role in ('closer', 'manager', 'admin')),
  password_hash text,
  time_zone text,
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index users_email on users (email);`

const SETTINGS = `
-- One row: what holds for the whole company.
create table settings (
  id boolean primary key default true check (id),
  company_name text not null default 'Relance',
  country char(2) not null default 'FR',
  time_zone text not null default 'Europe/Paris',
  minimum_gap_minutes int not null default 1200 check (minimum_gap_minutes >= 0),
  lead_statuses jsonb not null default '[
    {"code": "new", "isOpen": true}, {"code": "contacted", "isOpen": true}, {"code": "meeting", "isOpen": true},
    {"code": "proposal", "isOpen": true}, {"code": "won", "isOpen": false}, {"code": "lost", "isOpen": false}]',
  stopped_at timestamptz,
  updated_at timestamptz not null default now()
);
insert into settings default values;

create table holidays (
  held_on date primary key,
  name text not null
);

-- When the scan itself runs. Slots before changed_at are never made up for.
create table schedule (
  id boolean primary key default true check (id),
  cron text not null default '0 */6 * * *',
  time_zone text not null default 'Europe/Paris',
  enabled boolean not null default true,
  changed_at timestamptz not null default now()
);
insert into schedule default values;`

const LEADS = `
create table leads (
  id uuid primary key default uuid_v7(),
  first_name text not null default '',
  last_name text not null default '',
  phone text check (phone ~ '^\\+[1-9][0-9]{6,14}$'),
  email text,
  company text,
  status text not null default 'new',
  source text,
  tags text[] not null default '{}',
  closer_id uuid references users,
  time_zone text,
  locale text not null default 'fr',
  custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object'),
  last_contact_at timestamptz,
  opted_out_at timestamptz,
  paused_until timestamptz,
  wrong_number_at timestamptz,
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint leads_phone_unless_erased check ((phone is null) = (erased_at is not null))
);
create unique index leads_phone on leads (phone);
create index leads_last_contact on leads (last_contact_at) where last_contact_at is not null;
create index leads_created on leads (created_at);
create index leads_closer on leads (closer_id, id);

-- Leads whose matching or eligibility has to be looked at again. Append-only: a change during a drain adds a row of
-- its own, so none is overlooked and no writer waits for the drain.
create table lead_changes (
  seq bigint generated always as identity primary key,
  lead_id uuid not null
);
create function note_new_leads() returns trigger language plpgsql as $$
begin
  insert into lead_changes (lead_id) select id from added;
  return null;
end $$;
create function note_changed_leads() returns trigger language plpgsql as $$
begin
  insert into lead_changes (lead_id)
    select after.id from after join before using (id)
    where to_jsonb(after) - 'updated_at' is distinct from to_jsonb(before) - 'updated_at';
  return null;
end $$;
create trigger leads_added after insert on leads referencing new table as added
  for each statement execute function note_new_leads();
create trigger leads_changed after update on leads referencing old table as before new table as after
  for each statement execute function note_changed_leads();`

const RULES = `
create table templates (
  id uuid primary key default uuid_v7(),
  name text not null check (name <> ''),
  locale text not null default 'fr',
  body text not null check (body <> ''),
  version int not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table frequencies (
  id uuid primary key default uuid_v7(),
  name text not null check (name <> ''),
  steps jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) > 0),
  "window" jsonb not null check (jsonb_typeof("window") = 'object'),
  skip_holidays boolean not null default true,
  time_zone text,
  version int not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table rules (
  id uuid primary key default uuid_v7(),
  name text not null check (name <> ''),
  active boolean not null default false,
  priority int not null default 0,
  audience jsonb not null check (jsonb_typeof(audience) = 'object'),
  frequency_id uuid not null references frequencies,
  template_ids uuid[] not null check (cardinality(template_ids) > 0),
  channel text not null default 'closer' check (channel in ('closer', 'whatsapp')),
  stop_on text[] not null default '{replied}',
  expiry_days int not null default 3 check (expiry_days > 0),
  version int not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint rules_archived_is_inactive check (archived_at is null or not active)
);

-- Every saved state of a rule, frequency or template, as it was. Written by trigger, never changed.
create table versions (
  resource text not null check (resource in ('rules', 'frequencies', 'templates')),
  resource_id uuid not null,
  version int not null,
  snapshot jsonb not null,
  saved_at timestamptz not null default now(),
  primary key (resource, resource_id, version)
);
create function number_version() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  if to_jsonb(new) - '{version,updated_at}'::text[] is distinct from to_jsonb(old) - '{version,updated_at}'::text[] then
    new.version := old.version + 1;
  else
    new.version := old.version;
  end if;
  return new;
end $$;
create function keep_version() returns trigger language plpgsql as $$
begin
  insert into versions (resource, resource_id, version, snapshot)
    values (tg_table_name, new.id, new.version, to_jsonb(new) - '{version,updated_at,created_at}'::text[])
    on conflict do nothing;
  return null;
end $$;
create function refuse_version_change() returns trigger language plpgsql as $$
begin
  raise exception 'A saved version is never changed: save the % again to make a new one.', old.resource;
end $$;
create trigger versions_immutable before update or delete on versions
  for each row execute function refuse_version_change();
${['rules', 'frequencies', 'templates']
  .map(
    (table) => `
create trigger ${table}_number before update on ${table} for each row execute function number_version();
create trigger ${table}_keep after insert or update on ${table} for each row execute function keep_version();`,
  )
  .join('')}

-- How far the engine has matched each rule: the versions whose whole audience was scanned (scanned_to: where an
-- unfinished scan goes on), and the instant up to which time-dependent conditions were followed.
create table rule_matching (
  rule_id uuid primary key references rules,
  rule_version int not null,
  frequency_version int not null,
  scanned_to uuid,
  is_scanned boolean not null default false,
  matched_at timestamptz not null
);`

const ENGINE = `
-- Narrow on purpose: it is the hottest table. next_due_at is set exactly while the enrolment waits for its instant, so
-- the index holds nothing that a run would have to skip. due_at keeps what the cadence asked for.
create table enrolments (
  id bigint generated always as identity primary key,
  lead_id uuid not null references leads,
  rule_id uuid not null references rules,
  step smallint not null default 1 check (step > 0),
  state text not null default 'active' check (state in ('active', 'parked', 'ended')),
  reason text,
  due_at timestamptz not null,
  next_due_at timestamptz,
  enrolled_at timestamptz not null default now(),
  constraint enrolments_due_while_active check ((state = 'active') = (next_due_at is not null)),
  constraint enrolments_reason_unless_active check (state = 'active' or reason is not null)
);
create unique index enrolments_lead_rule on enrolments (lead_id, rule_id);
create index enrolments_due on enrolments (next_due_at) where next_due_at is not null;
create index enrolments_rule on enrolments (rule_id, id);

-- What "never pestered" needs to know of a lead, apart from the wide lead row; its lock is the lead's turn in a run.
create table lead_pacing (
  lead_id uuid primary key references leads,
  last_relance_at timestamptz,
  relance_count int not null default 0
) with (fillfactor = 80);

create table runs (
  id uuid primary key default uuid_v7(),
  trigger text not null check (trigger in ('scheduler', 'http', 'manual', 'cli')),
  state text not null default 'running' check (state in ('running', 'completed', 'partial', 'failed')),
  scheduled_for timestamptz,
  missed_slots int not null default 0,
  started_at timestamptz not null,
  heartbeat_at timestamptz not null,
  finished_at timestamptz,
  due int not null default 0,
  recorded int not null default 0,
  by_channel jsonb not null default '{}',
  skipped jsonb not null default '{}',
  remaining int not null default 0,
  error text
);
-- A slot fires once across all replicas, because it is this row.
create unique index runs_slot on runs (scheduled_for) where scheduled_for is not null;
create index runs_unfinished on runs (heartbeat_at) where state = 'running';

create table relances (
  id uuid primary key default uuid_v7(),
  enrolment_id bigint not null references enrolments,
  step smallint not null,
  lead_id uuid not null,
  rule_id uuid not null,
  rule_version int not null,
  frequency_version int not null,
  template_id uuid not null,
  template_version int not null,
  closer_id uuid,
  run_id uuid not null,
  channel text not null check (channel in ('closer', 'whatsapp')),
  state text not null check (state in (
    'due', 'opened', 'sent', 'skipped', 'snoozed', 'superseded', 'expired', 'withdrawn',
    'queued', 'sending', 'accepted', 'delivered', 'read', 'failed', 'unknown')),
  reason text,
  due_at timestamptz not null,
  recorded_at timestamptz not null,
  deliver_at timestamptz not null,
  expires_at timestamptz not null,
  message text not null
);
create unique index relances_step on relances (enrolment_id, step);
create unique index relances_one_open_per_lead on relances (lead_id)
  where channel = 'closer' and state in ('due', 'opened', 'snoozed');
create index relances_inbox on relances (closer_id, deliver_at)
  where channel = 'closer' and state in ('due', 'opened', 'snoozed') and closer_id is not null;
create index relances_expiring on relances (expires_at) where state in ('due', 'opened', 'snoozed', 'queued');
create index relances_lead on relances (lead_id, recorded_at);
-- Rows come in time order, so block ranges are enough to find the relances of a span, at next to no cost per insert.
create index relances_delivered on relances using brin (deliver_at);`

export class Foundation1764000000000 implements MigrationInterface {
  name = 'Foundation1764000000000'

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [IDS, PEOPLE, SETTINGS, LEADS, RULES, ENGINE]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table relances, runs, lead_pacing, enrolments, rule_matching, versions, rules, frequencies, templates,
        lead_changes, leads, schedule, holidays, settings, users;
      drop function note_new_leads, note_changed_leads, number_version, keep_version, refuse_version_change, uuid_v7;`)
  }
}
