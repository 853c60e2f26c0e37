/** Contacts and notes of leads: what was said outside the engine. `leads.last_contact_at` is the latest contact that stands. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Contacts1765200010000 implements MigrationInterface {
  name = 'Contacts1765200010000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES)
    await runner.query(KNOWN_BEFORE)
    await runner.query(TRIGGERS)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger leads_note_contact on leads;
      drop trigger leads_note_moved_contact on leads;
      drop table contacts, notes;
      drop function note_field_contacts, follow_contacts;`)
  }
}

const TABLES = `
  -- source: noted by a person, written by the lead through WhatsApp, written by us on the phone of the same number, brought by
  -- an import, told by the outcome of a relance, or the instant written to the field last_contact_at.
  create table contacts (
    id uuid primary key default uuid_v7(),
    lead_id uuid not null references leads on delete cascade,
    kind text not null check (kind in ('call', 'meeting', 'message', 'email', 'other')),
    -- outbound: by us. inbound: by the lead.
    direction text not null check (direction in ('inbound', 'outbound')),
    at timestamptz not null,
    note text not null default '',
    source text not null check (source in ('person', 'received', 'echo', 'import', 'outcome', 'field')),
    -- What the source calls it: told twice, it is one contact. A keyed hash, where the name holds a number.
    source_key text,
    relance_id uuid,
    actor_id uuid,
    actor_name text not null default '',
    recorded_at timestamptz not null default relance_now(),
    undone_at timestamptz,
    undone_by text,
    -- What it changed at once, so that taking it back can put that right.
    before jsonb,
    after jsonb
  );
  create unique index contacts_source_key on contacts (source, source_key) where source_key is not null;
  create index contacts_lead on contacts (lead_id, at);
  create table notes (
    id uuid primary key default uuid_v7(),
    lead_id uuid not null references leads on delete cascade,
    text text not null check (text <> ''),
    at timestamptz not null default relance_now(),
    actor_id uuid,
    actor_name text not null default ''
  );
  create index notes_lead on notes (lead_id, at);`

/** What was known of the last contact before there were contacts. */
const KNOWN_BEFORE = `
  insert into contacts (lead_id, kind, direction, at, source)
    select id, 'other', 'outbound', last_contact_at, 'field' from leads
     where last_contact_at is not null and erased_at is null`

/**
 * Both ways in one place each: whoever writes contacts moves the lead, and whoever writes the lead's instant makes a contact. An
 * instant moved back takes back what was written the same way, and nothing that a person noted or that the lead wrote.
 */
const TRIGGERS = `
  create function follow_contacts() returns trigger language plpgsql as $$
  begin
    if pg_trigger_depth() > 1 then
      return null;
    end if;
    -- What another transaction is just adding is not seen here: a new contact never moves the lead back.
    if tg_op = 'INSERT' then
      update leads l set last_contact_at = s.at, updated_at = relance_now()
        from (select lead_id, max(at) as at from added group by lead_id) s
       where l.id = s.lead_id and l.erased_at is null and (l.last_contact_at is null or l.last_contact_at < s.at);
    else
      update leads l set last_contact_at = s.at, updated_at = relance_now()
        from (select a.lead_id, (select max(c.at) from contacts c where c.lead_id = a.lead_id and c.undone_at is null) as at
                from added a group by a.lead_id) s
       where l.id = s.lead_id and l.erased_at is null and l.last_contact_at is distinct from s.at;
    end if;
    return null;
  end $$;
  create trigger contacts_follow_insert after insert on contacts referencing new table as added
    for each statement execute function follow_contacts();
  create trigger contacts_follow_update after update on contacts referencing new table as added
    for each statement execute function follow_contacts();

  create function note_field_contacts() returns trigger language plpgsql as $$
  declare
    actor jsonb := audit_actor();
    origin text := case when current_setting('relance.contact_source', true) = 'import' then 'import' else 'field' end;
    moved uuid[];
  begin
    if pg_trigger_depth() > 1 then
      return null;
    end if;
    if tg_op = 'INSERT' then
      insert into contacts (lead_id, kind, direction, at, source, actor_id, actor_name)
        select id, 'other', 'outbound', last_contact_at, origin, (actor ->> 'id')::uuid, coalesce(actor ->> 'name', '')
          from added where last_contact_at is not null and erased_at is null;
      return null;
    end if;
    -- Planned anew each time: a plan that is kept from an update of one row compares every row with every other.
    execute 'select array_agg(id) from added a join removed b using (id)
              where a.last_contact_at is distinct from b.last_contact_at' into moved;
    if moved is null then
      return null;
    end if;
    update contacts c set undone_at = relance_now(), undone_by = coalesce(actor ->> 'name', '')
      from leads a
     where a.id = any(moved) and c.lead_id = a.id and c.undone_at is null
       and c.source in ('field', 'import') and (a.last_contact_at is null or c.at > a.last_contact_at);
    insert into contacts (lead_id, kind, direction, at, source, actor_id, actor_name)
      select a.id, 'other', 'outbound', a.last_contact_at, origin,
             (actor ->> 'id')::uuid, coalesce(actor ->> 'name', '')
        from leads a
       where a.id = any(moved) and a.last_contact_at is not null and a.erased_at is null and not exists (
         select from contacts c where c.lead_id = a.id and c.at = a.last_contact_at and c.undone_at is null);
    update leads l set last_contact_at = s.latest
      from (select a.id, (select max(c.at) from contacts c where c.lead_id = a.id and c.undone_at is null) as latest
              from leads a where a.id = any(moved) and a.erased_at is null) s
     where l.id = s.id and l.last_contact_at is distinct from s.latest;
    return null;
  end $$;
  create trigger leads_note_contact after insert on leads referencing new table as added
    for each statement execute function note_field_contacts();
  create trigger leads_note_moved_contact after update on leads referencing old table as removed new table as added
    for each statement execute function note_field_contacts();

  create trigger contacts_live_insert after insert on contacts referencing new table as added
    for each statement execute function live_received();
  create trigger contacts_live_update after update on contacts referencing new table as added
    for each statement execute function live_received();
  create trigger notes_live_insert after insert on notes referencing new table as added
    for each statement execute function live_received();
  create trigger notes_live_delete after delete on notes referencing old table as added
    for each statement execute function live_received();`
