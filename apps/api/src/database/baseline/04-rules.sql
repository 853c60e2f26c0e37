-- Rules, frequencies and templates, every saved version of them, and how far each rule is matched.

create table templates (
  id uuid primary key default uuid_v7(),
  name text not null check (name <> ''),
  locale text not null default 'fr',
  body text not null check (body <> ''),
  version int not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Ours, said in one of theirs: [{"name"?, "place"?, "value"}], a value being a text of our own language of templates.
  whatsapp_name text,
  whatsapp_language text,
  whatsapp_parameters jsonb not null default '[]' check (jsonb_typeof(whatsapp_parameters) = 'array')
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
  paused_at timestamptz,
  pause_reason text,
  -- Failures before it are forgiven.
  resumed_at timestamptz,
  holdout_percent int not null default 0 check (holdout_percent between 0 and 50),
  -- [{"step", "templateId"}]: another text for a step, sent to half the leads.
  variants jsonb not null default '[]' check (jsonb_typeof(variants) = 'array'),
  constraint rules_archived_is_inactive check (archived_at is null or not active),
  constraint rules_paused_with_reason check ((paused_at is null) = (pause_reason is null))
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

-- A pause is no new version of a rule: nothing in it has changed.
create function number_version() returns trigger language plpgsql as $$
declare noise text[] := '{version,updated_at,paused_at,pause_reason,resumed_at}';
begin
  new.updated_at := now();
  if to_jsonb(new) - noise is distinct from to_jsonb(old) - noise then
    new.version := old.version + 1;
  else
    new.version := old.version;
  end if;
  return new;
end $$;

create function keep_version() returns trigger language plpgsql as $$
begin
  insert into versions (resource, resource_id, version, snapshot)
    values (tg_table_name, new.id, new.version,
            to_jsonb(new) - '{version,updated_at,created_at,paused_at,pause_reason,resumed_at}'::text[])
    on conflict do nothing;
  return null;
end $$;

create function refuse_version_change() returns trigger language plpgsql as $$
begin
  raise exception 'A saved version is never changed: save the % again to make a new one.', old.resource;
end $$;
create trigger versions_immutable before update or delete on versions
  for each row execute function refuse_version_change();
create trigger rules_number before update on rules for each row execute function number_version();
create trigger rules_keep after insert or update on rules for each row execute function keep_version();
create trigger frequencies_number before update on frequencies for each row execute function number_version();
create trigger frequencies_keep after insert or update on frequencies for each row execute function keep_version();
create trigger templates_number before update on templates for each row execute function number_version();
create trigger templates_keep after insert or update on templates for each row execute function keep_version();

-- How far the engine has matched each rule: the versions whose whole audience was scanned (scanned_to: where an
-- unfinished scan goes on), and the instant up to which time-dependent conditions were followed.
create table rule_matching (
  rule_id uuid primary key references rules,
  rule_version int not null,
  frequency_version int not null,
  scanned_to uuid,
  is_scanned boolean not null default false,
  matched_at timestamptz not null
);
