/** Leads whose number is not known: they write to us under an id that stands for it, and can be written to by it. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const forgetting = (condition: string): string => `
  create or replace function forget_identities() returns trigger language plpgsql as $$
  begin
    ${condition}delete from whatsapp_identities where lead_id = new.id;
    update whatsapp_contacts set last_inbound_at = null, window_closed_at = null, undeliverable = 0 where lead_id = new.id;
    return null;
  end $$;`

export class HiddenNumbers1765300510000 implements MigrationInterface {
  name = 'HiddenNumbers1765300510000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table leads drop constraint leads_phone_unless_erased;
      alter table leads add constraint leads_no_phone_once_erased check (erased_at is null or phone is null);
      -- Checked when the transaction ends: the id is noted after the lead that it is of.
      create function check_reachable() returns trigger language plpgsql as $$
      begin
        if exists (select from leads l where l.id = new.id and l.phone is null and l.erased_at is null)
           and not exists (select from whatsapp_identities i where i.lead_id = new.id and i.kind = 'user_id') then
          raise exception 'A lead needs a phone, or an id that stands for it.'
            using errcode = 'check_violation', constraint = 'leads_reachable', table = 'leads';
        end if;
        return null;
      end $$;
      create constraint trigger leads_reachable after insert or update of phone, erased_at on leads
        deferrable initially deferred for each row when (new.phone is null and new.erased_at is null)
        execute function check_reachable();
      ${forgetting(`-- Who shows the number that was hidden is the same person.
    if old.phone is null then
      return null;
    end if;
    `)}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${forgetting('')}
      drop trigger leads_reachable on leads;
      drop function check_reachable();
      alter table leads drop constraint leads_no_phone_once_erased;
      alter table leads add constraint leads_phone_unless_erased check ((phone is null) = (erased_at is not null)) not valid;`)
  }
}
