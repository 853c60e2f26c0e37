/** What WhatsApp calls people, in one table; events about people nobody knows yet are kept. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const UP = `
create table whatsapp_identities (
  lead_id uuid not null references leads,
  kind text not null check (kind in ('phone', 'wa_id', 'user_id', 'username')),
  value text not null check (value <> ''),
  learnt_from text not null check (learnt_from in
    ('send', 'status', 'reply', 'echo', 'preference', 'quoted_message', 'number_change', 'id_change', 'person')),
  learnt_at timestamptz not null,
  primary key (lead_id, kind, value)
);
create index whatsapp_identities_value on whatsapp_identities (value);
insert into whatsapp_identities (lead_id, kind, value, learnt_from, learnt_at)
  select lead_id, 'wa_id', wa_number, 'send', coalesce(last_inbound_at, now()) from whatsapp_contacts where wa_number <> '';
insert into whatsapp_identities (lead_id, kind, value, learnt_from, learnt_at)
  select lead_id, 'user_id', user_id, 'reply', coalesce(last_inbound_at, now()) from whatsapp_contacts where user_id <> '';
alter table whatsapp_contacts drop column wa_number, drop column user_id;

-- Whoever gets another number is another person to WhatsApp: what was learnt of the one before holds no more.
create function forget_identities() returns trigger language plpgsql as $$
begin
  delete from whatsapp_identities where lead_id = new.id;
  update whatsapp_contacts set last_inbound_at = null, window_closed_at = null, undeliverable = 0 where lead_id = new.id;
  return null;
end $$;
create trigger leads_forget_identities after update of phone on leads
  for each row when (old.phone is distinct from new.phone) execute function forget_identities();

-- Persons that somebody said are no business of ours, by a keyed hash of each name.
create table whatsapp_set_aside (
  name_hash bytea primary key,
  set_aside_at timestamptz not null,
  -- Erased, and never to be contacted again: what they send is not kept.
  is_erased boolean not null default false
);

alter table whatsapp_events
  add column id uuid not null default uuid_v7() unique,
  -- Every name under which the person of an event may become known; null once it is applied.
  add column names text[],
  drop constraint whatsapp_events_state_check,
  add constraint whatsapp_events_state_check
    check (state in ('new', 'waiting', 'applied', 'unreadable', 'unknown', 'set_aside', 'foreign'));
create index whatsapp_events_unplaced on whatsapp_events using gin (names) where state in ('unknown', 'set_aside');
create index whatsapp_events_foreign on whatsapp_events (received_at) where state = 'foreign';

alter table whatsapp_messages
  -- Not what takes something back.
  add column is_reply boolean not null default true,
  -- The message that it edits, deletes or reacts to.
  add column about text,
  drop constraint whatsapp_messages_content_check,
  add constraint whatsapp_messages_content_check check (content in ('text', 'button', 'interactive', 'reaction', 'media', 'location',
    'contacts', 'order', 'call', 'other', 'edited', 'removed', 'deleted', 'welcome'));`

const DOWN = `
delete from whatsapp_messages where content not in ('text', 'button', 'interactive', 'reaction', 'media', 'other');
alter table whatsapp_messages
  drop constraint whatsapp_messages_content_check,
  add constraint whatsapp_messages_content_check check (content in ('text', 'button', 'interactive', 'reaction', 'media', 'other')),
  drop column about, drop column is_reply;
update whatsapp_events set state = 'applied', event = null where state in ('unknown', 'set_aside', 'foreign');
alter table whatsapp_events
  drop constraint whatsapp_events_state_check,
  add constraint whatsapp_events_state_check check (state in ('new', 'waiting', 'applied', 'unreadable')),
  drop column names, drop column id;
drop table whatsapp_set_aside;
drop trigger leads_forget_identities on leads;
drop function forget_identities();
alter table whatsapp_contacts add column wa_number text, add column user_id text;
update whatsapp_contacts c set
  wa_number = (select value from whatsapp_identities i where i.lead_id = c.lead_id and kind = 'wa_id' order by learnt_at desc limit 1),
  user_id = (select value from whatsapp_identities i where i.lead_id = c.lead_id and kind = 'user_id' order by learnt_at desc limit 1);
create index whatsapp_contacts_number on whatsapp_contacts (wa_number) where wa_number is not null;
create index whatsapp_contacts_user on whatsapp_contacts (user_id) where user_id is not null;
drop table whatsapp_identities;`

export class WhatsAppIdentities1765240010000 implements MigrationInterface {
  name = 'WhatsAppIdentities1765240010000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}
