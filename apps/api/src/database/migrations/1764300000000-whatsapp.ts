/** Sending through WhatsApp: numbers and their pace, what was sent, what WhatsApp told, approved templates, prices. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { auditTriggers } from './1764100000000-audit.ts'

const SENDING = `
create table whatsapp_settings (
  id boolean primary key default true check (id),
  stopped_at timestamptz,
  stop_reason text,
  falls_back boolean not null default true,
  messages_per_second int not null default 80 check (messages_per_second between 1 and 1000),
  stop_words text[] not null default '{stop,stopper,arret,arreter,desabonner,desinscrire,desinscription,ne plus me contacter,unsubscribe,opt out,cancel,quit}',
  monthly_budget_micros bigint check (monthly_budget_micros > 0),
  currency char(3) not null default 'EUR',
  updated_at timestamptz not null default now()
);
insert into whatsapp_settings default values;

-- One row per sending number, as the Cloud API names it: its token bucket, shared by all replicas.
create table whatsapp_numbers (
  id text primary key,
  permits float8 not null default 0,
  refilled_at timestamptz not null default now(),
  -- The part of its rate that WhatsApp lets it have: 1 is all of it.
  speed float8 not null default 1 check (speed > 0 and speed <= 1),
  paused_until timestamptz,
  pause_reason text,
  created_at timestamptz not null default now()
);

-- What is known of a lead as somebody who uses WhatsApp. The window of 24 hours is between one lead and one number.
create table whatsapp_contacts (
  lead_id uuid primary key references leads,
  number_id text,
  -- The lead's number as WhatsApp writes it, where it is another than ours, and the id that stands for it.
  wa_number text,
  user_id text,
  last_inbound_at timestamptz,
  not_before timestamptz,
  undeliverable smallint not null default 0
);

create index whatsapp_contacts_number on whatsapp_contacts (wa_number) where wa_number is not null;
create index whatsapp_contacts_user on whatsapp_contacts (user_id) where user_id is not null;

-- One row per relance that was ever taken for sending. Its state is the relance's.
create table whatsapp_sends (
  relance_id uuid primary key references relances,
  rule_id uuid not null,
  number_id text not null,
  attempts smallint not null default 1,
  -- Attempts that WhatsApp refused for the moment, or that never left.
  failures smallint not null default 0,
  due_at timestamptz not null,
  taken_at timestamptz not null,
  kind text not null check (kind in ('text', 'template')),
  template_name text,
  template_language text,
  category text not null,
  message_id text,
  accepted_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  failed_at timestamptz,
  unknown_at timestamptz,
  error_code int,
  error_details text,
  estimate_micros bigint,
  cost_micros bigint,
  currency char(3)
);
create unique index whatsapp_sends_message on whatsapp_sends (message_id) where message_id is not null;
create index whatsapp_sends_taken on whatsapp_sends (taken_at);
create index whatsapp_sends_rule on whatsapp_sends (rule_id, taken_at);

create index relances_queued on relances (deliver_at) where state = 'queued';
create index relances_unsettled on relances (id) where state in ('sending', 'unknown');`

const RECEIVING = `
-- What WhatsApp told, stored before it is answered. The key makes a replay one event; what an event says of a person is
-- dropped as soon as it is applied, the key stays as long as WhatsApp may replay it.
create table whatsapp_events (
  key text primary key,
  seq bigint generated always as identity,
  received_at timestamptz not null default now(),
  state text not null default 'new' check (state in ('new', 'waiting', 'applied', 'unreadable')),
  message_id text,
  event jsonb
);
create index whatsapp_events_new on whatsapp_events (seq) where state = 'new';
create index whatsapp_events_waiting on whatsapp_events (message_id) where state = 'waiting';
create index whatsapp_events_received on whatsapp_events (received_at);

-- What leads wrote, as the timeline shows it.
create table whatsapp_messages (
  id text primary key,
  lead_id uuid not null references leads,
  at timestamptz not null,
  content text not null check (content in ('text', 'button', 'interactive', 'reaction', 'media', 'other')),
  text text
);
create index whatsapp_messages_lead on whatsapp_messages (lead_id, at);`

const TEMPLATES = `
-- Templates as Meta has them; what a mapping depends on is in template: texts, parameters, what texts cannot fill.
create table whatsapp_templates (
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  reason text,
  template jsonb not null check (jsonb_typeof(template) = 'object'),
  synced_at timestamptz not null default now(),
  primary key (name, language)
);

-- Ours, said in one of theirs: [{"name"?, "place"?, "value"}], a value being a text of our own language of templates.
alter table templates
  add column whatsapp_name text,
  add column whatsapp_language text,
  add column whatsapp_parameters jsonb not null default '[]' check (jsonb_typeof(whatsapp_parameters) = 'array');

alter table rules
  add column paused_at timestamptz,
  add column pause_reason text,
  -- Failures before it are forgiven.
  add column resumed_at timestamptz,
  add constraint rules_paused_with_reason check ((paused_at is null) = (pause_reason is null));

-- A pause is no new version of a rule: nothing in it has changed.
create or replace function number_version() returns trigger language plpgsql as $$
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
create or replace function keep_version() returns trigger language plpgsql as $$
begin
  insert into versions (resource, resource_id, version, snapshot)
    values (tg_table_name, new.id, new.version,
            to_jsonb(new) - '{version,updated_at,created_at,paused_at,pause_reason,resumed_at}'::text[])
    on conflict do nothing;
  return null;
end $$;`

const MONEY = `
-- Prices by calling code ('' is everywhere else), category and day from which they hold; in millionths of the currency.
create table rate_cards (
  id uuid primary key default uuid_v7(),
  market text not null check (market ~ '^[0-9]{0,6}$'),
  category text not null check (category in ('marketing', 'utility', 'authentication', 'service')),
  price_micros bigint not null check (price_micros >= 0),
  currency char(3) not null default 'EUR',
  valid_from date not null,
  note text,
  created_at timestamptz not null default now()
);
create unique index rate_cards_key on rate_cards (market, category, valid_from);
insert into rate_cards (market, category, price_micros, valid_from, note) values
  ('33', 'marketing', 118600, '2025-07-01', 'Carte 2025, relevée auprès d’un tiers : à vérifier sur la facture.'),
  ('33', 'utility', 24800, '2025-07-01', 'Carte 2025, relevée auprès d’un tiers : à vérifier sur la facture.'),
  ('33', 'authentication', 24800, '2025-07-01', 'Carte 2025, relevée auprès d’un tiers : à vérifier sur la facture.'),
  ('33', 'service', 0, '2025-07-01', 'Gratuit dans la fenêtre de 24 heures jusqu’au 30 septembre 2026.'),
  ('33', 'service', 24800, '2026-10-01', 'Au tarif utilitaire depuis le 1er octobre 2026, après 1 000 messages gratuits par numéro et par mois.');`

const REPLACED_FUNCTIONS = `
create or replace function number_version() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  if to_jsonb(new) - '{version,updated_at}'::text[] is distinct from to_jsonb(old) - '{version,updated_at}'::text[] then
    new.version := old.version + 1;
  else
    new.version := old.version;
  end if;
  return new;
end $$;
create or replace function keep_version() returns trigger language plpgsql as $$
begin
  insert into versions (resource, resource_id, version, snapshot)
    values (tg_table_name, new.id, new.version, to_jsonb(new) - '{version,updated_at,created_at}'::text[])
    on conflict do nothing;
  return null;
end $$;`

export class WhatsApp1764300000000 implements MigrationInterface {
  name = 'WhatsApp1764300000000'

  async up(runner: QueryRunner): Promise<void> {
    const audited = [
      auditTriggers('whatsapp_settings', 'id', '{updated_at}'),
      auditTriggers('rate_cards', 'id', '{created_at}'),
    ]
    for (const part of [SENDING, RECEIVING, TEMPLATES, MONEY, ...audited]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${REPLACED_FUNCTIONS}
      drop table rate_cards, whatsapp_templates, whatsapp_messages, whatsapp_events, whatsapp_sends, whatsapp_contacts,
        whatsapp_numbers, whatsapp_settings;
      drop index relances_queued, relances_unsettled;
      alter table templates drop column whatsapp_name, drop column whatsapp_language, drop column whatsapp_parameters;
      alter table rules drop column paused_at, drop column pause_reason, drop column resumed_at;`)
  }
}
