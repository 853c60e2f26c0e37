/** Personal data: how long it is kept, and the numbers that must never be written to again. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { auditTriggers } from './1764100000000-audit.ts'

export class PersonalData1764100300000 implements MigrationInterface {
  name = 'PersonalData1764100300000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table settings
        add column retention_months int default 36 check (retention_months > 0),
        add column retention_ran_on date;

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
      insert into opt_outs (phone_hash, lead_id, opted_out_at)
        select opt_out_hash(phone), id, opted_out_at from leads where opted_out_at is not null and phone is not null;

      -- Leads by the day their data may go: the last time anything passed between us.
      create index leads_untouched on leads (greatest(last_contact_at, created_at)) where erased_at is null;
      ${auditTriggers('opt_outs', 'id', '{phone_hash}')}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger leads_apply_opt_out on leads;
      drop trigger leads_apply_opt_out_phone on leads;
      drop trigger leads_note_opt_out on leads;
      drop trigger leads_note_opt_out_change on leads;
      drop function apply_opt_out, note_opt_out, opt_out_hash;
      drop table opt_outs, opt_out_key;
      drop index leads_untouched;
      alter table settings drop column retention_months, drop column retention_ran_on;`)
  }
}
