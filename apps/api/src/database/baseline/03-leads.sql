-- Leads, the queue of their changes, and who asked not to be contacted.

create table leads (
  id uuid primary key default uuid_v7(),
  first_name text not null default '',
  last_name text not null default '',
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
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
-- Leads by the day their data may go: the last time anything passed between us.
create index leads_untouched on leads (greatest(last_contact_at, created_at)) where erased_at is null;
create index leads_opted_out on leads (opted_out_at) where opted_out_at is not null;
create index leads_status on leads (status);

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
  for each statement execute function note_changed_leads();

-- Kept apart from the settings everybody reads; makes the hashes below useless without this very database.
create table opt_out_key (
  id boolean primary key default true check (id),
  key bytea not null
);
insert into opt_out_key (key) values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

-- Numbers that asked never to be contacted again. Of an erased lead only this hash is left, so that the next
-- import of the same number does not begin anew.
create table opt_outs (
  id uuid primary key default uuid_v7(),
  phone_hash bytea not null unique,
  lead_id uuid references leads on delete set null,
  opted_out_at timestamptz not null default now()
);
create index opt_outs_lead on opt_outs (lead_id);

create function opt_out_hash(phone text) returns bytea language sql stable as $$
  select sha256(key || convert_to(phone, 'UTF8')) from opt_out_key
$$;

create function apply_opt_out() returns trigger language plpgsql as $$
begin
  if new.phone is not null and new.opted_out_at is null and exists (select from opt_outs) then
    select o.opted_out_at into new.opted_out_at from opt_outs o where o.phone_hash = opt_out_hash(new.phone);
  end if;
  return new;
end $$;
create trigger leads_apply_opt_out before insert on leads for each row execute function apply_opt_out();
create trigger leads_apply_opt_out_phone before update on leads for each row
  when (new.phone is distinct from old.phone) execute function apply_opt_out();

-- Whoever sets or lifts the opt-out of a lead sets or lifts it for its number.
create function note_opt_out() returns trigger language plpgsql as $$
begin
  if new.phone is null then
    return null;
  end if;
  if new.opted_out_at is not null then
    insert into opt_outs (phone_hash, lead_id, opted_out_at)
      values (opt_out_hash(new.phone), new.id, new.opted_out_at)
      on conflict (phone_hash) do update set lead_id = excluded.lead_id;
  else
    delete from opt_outs where phone_hash = opt_out_hash(new.phone);
  end if;
  return null;
end $$;
create trigger leads_note_opt_out after insert on leads for each row when (new.opted_out_at is not null)
  execute function note_opt_out();
create trigger leads_note_opt_out_change after update on leads for each row
  when (new.opted_out_at is distinct from old.opted_out_at
        or new.opted_out_at is not null and new.phone is distinct from old.phone) execute function note_opt_out();

create function note_leads_of_changed_statuses() returns trigger language plpgsql as $$
begin
  insert into lead_changes (lead_id)
    select id from leads where status = any(array(
      select coalesce(o.code, n.code)
        from (select s ->> 'code' as code from jsonb_array_elements(old.lead_statuses) s where (s ->> 'isOpen')::boolean) o
        full join (select s ->> 'code' as code from jsonb_array_elements(new.lead_statuses) s where (s ->> 'isOpen')::boolean) n
          using (code)
       where o.code is null or n.code is null));
  return null;
end $$;
create trigger settings_statuses_changed after update of lead_statuses on settings for each row
  when (old.lead_statuses is distinct from new.lead_statuses) execute function note_leads_of_changed_statuses();
