-- Sending through WhatsApp: settings, numbers, messages out and in, templates, prices, alarms.

create table whatsapp_settings (
  id boolean primary key default true check (id),
  stopped_at timestamptz,
  stop_reason text,
  falls_back boolean not null default true,
  messages_per_second int not null default 80 check (messages_per_second between 1 and 1000),
  stop_words text[] not null default
    '{stop,stopper,arret,arreter,desabonner,desinscrire,desinscription,ne plus me contacter,unsubscribe,opt out,cancel,quit}'::text[]
    || '{stop promotions,arreter les promotions,stopper les promotions,ne plus recevoir de promotions}'::text[],
  monthly_budget_micros bigint check (monthly_budget_micros > 0),
  currency char(3) not null default 'EUR',
  updated_at timestamptz not null default now()
);
insert into whatsapp_settings default values;

-- One row per sending number, as the Cloud API names it: its pace, shared by all replicas.
create table whatsapp_numbers (
  id text primary key,
  seen_at timestamptz not null default now(),
  -- The part of its rate that WhatsApp lets it have: 1 is all of it.
  speed float8 not null default 1 check (speed > 0 and speed <= 1),
  paused_until timestamptz,
  pause_reason text,
  created_at timestamptz not null default now(),
  recent jsonb not null default '[]' check (jsonb_typeof(recent) = 'array'),
  next_at timestamptz not null default 'epoch',
  quality text not null default 'UNKNOWN' check (quality in ('GREEN', 'YELLOW', 'RED', 'UNKNOWN'))
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
  currency char(3),
  -- When it was put before people as something nobody could settle.
  listed_at timestamptz
);
create unique index whatsapp_sends_message on whatsapp_sends (message_id) where message_id is not null;
create index whatsapp_sends_taken on whatsapp_sends (taken_at);
create index whatsapp_sends_rule on whatsapp_sends (rule_id, taken_at);
create index whatsapp_sends_unlisted on whatsapp_sends (unknown_at) where unknown_at is not null and listed_at is null;
-- What a number has sent of a category since a month began.
create index whatsapp_sends_category on whatsapp_sends (number_id, category, taken_at);

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
create index whatsapp_messages_lead on whatsapp_messages (lead_id, at);

-- Templates as Meta has them; what a mapping depends on is in template: texts, parameters, what texts cannot fill.
create table whatsapp_templates (
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  reason text,
  template jsonb not null check (jsonb_typeof(template) = 'object'),
  synced_at timestamptz not null default now(),
  status_at timestamptz,
  primary key (name, language)
);

-- Prices by calling code ('' is everywhere else), category and day from which they hold; in millionths of the currency.
create table rate_cards (
  id uuid primary key default uuid_v7(),
  market text not null check (market ~ '^[0-9]{0,6}$'),
  category text not null check (category in ('marketing', 'utility', 'authentication', 'service')),
  price_micros bigint not null check (price_micros >= 0),
  currency char(3) not null default 'EUR',
  valid_from date not null,
  note text,
  created_at timestamptz not null default now(),
  free_per_month int not null default 0 check (free_per_month >= 0)
);
create unique index rate_cards_key on rate_cards (market, category, valid_from);
insert into rate_cards (market, category, price_micros, valid_from, free_per_month, note) values
  ('33', 'marketing', 118600, '2025-07-01', 0, 'Carte 2025, relevée auprès d’un tiers : à vérifier sur la facture.'),
  ('33', 'utility', 24800, '2025-07-01', 0, 'Carte 2025, relevée auprès d’un tiers : à vérifier sur la facture.'),
  ('33', 'authentication', 24800, '2025-07-01', 0, 'Carte 2025, relevée auprès d’un tiers : à vérifier sur la facture.'),
  ('33', 'service', 0, '2025-07-01', 0, 'Gratuit dans la fenêtre de 24 heures jusqu’au 30 septembre 2026.'),
  ('33', 'service', 24800, '2026-10-01', 1000, 'Au tarif utilitaire depuis le 1er octobre 2026, après 1 000 messages gratuits par numéro et par mois.');

-- One job per instant, not per message: it is only a wake-up, the relance's row is the truth. To come instants are taken
-- up to the second, so that a window that opens for thousands wakes once. Without the queue's schema nothing is lost:
-- the sender looks by itself every few seconds. Security definer: the queue belongs to its own schema's owner.
create function wake_sender() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare at timestamptz;
begin
  if to_regnamespace('graphile_worker') is null then
    return null;
  end if;
  for at in
    select distinct case when deliver_at <= now() then now() else date_trunc('second', deliver_at + interval '999 milliseconds') end
      from added where state = 'queued'
  loop
    perform graphile_worker.add_job('send_messages', run_at := at, max_attempts := 1);
  end loop;
  return null;
end $$;
create trigger relances_wake_insert after insert on relances referencing new table as added
  for each statement execute function wake_sender();
create trigger relances_wake_update after update on relances referencing new table as added
  for each statement execute function wake_sender();

create table whatsapp_alarms (
  kind text not null check (kind in ('budget_alert', 'budget_spent', 'account_stopped', 'number_blocked', 'rule_paused')),
  -- What it is about: a month, a number, a rule.
  subject text not null,
  -- What makes it another alarm of the same kind and subject: a budget, an instant.
  occurrence text not null,
  facts jsonb not null default '{}',
  noted_at timestamptz not null,
  channels_left text[] not null,
  tries int not null default 0,
  next_try_at timestamptz not null,
  primary key (kind, subject, occurrence)
);
create index whatsapp_alarms_untold on whatsapp_alarms (next_try_at) where channels_left <> '{}';
