-- The engine: enrolments, the pace of each lead, runs, relances, and the scans that did not come.

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
  error text,
  caller text
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
  message text not null,
  opened_at timestamptz,
  settled_at timestamptz,
  outcome text check (outcome in (
    'replied', 'meeting', 'won', 'lost', 'no_answer', 'wrong_number', 'never_contact_again')),
  outcome_at timestamptz
);
create unique index relances_step on relances (enrolment_id, step);
create unique index relances_one_open_per_lead on relances (lead_id)
  where channel = 'closer' and state in ('due', 'opened', 'snoozed');
create index relances_inbox on relances (closer_id, deliver_at)
  where channel = 'closer' and state in ('due', 'opened', 'snoozed') and closer_id is not null;
create index relances_expiring on relances (expires_at) where state in ('due', 'opened', 'snoozed', 'queued');
create index relances_lead on relances (lead_id, recorded_at);
-- Rows come in time order, so block ranges are enough to find the relances of a span, at next to no cost per insert.
create index relances_delivered on relances using brin (deliver_at);
-- What a closer has done and has to do, newest first.
create index relances_closer on relances (closer_id, id) where closer_id is not null;
-- Unassigned items that are open: the queue nobody owns.
create index relances_unassigned on relances (deliver_at)
  where channel = 'closer' and state in ('due', 'opened', 'snoozed') and closer_id is null;
create index relances_queued on relances (deliver_at) where state = 'queued';
create index relances_unsettled on relances (id) where state in ('sending', 'unknown');

-- The steps that are alarming, as last told: a change of them is a live event.
create table step_alarms (
  rule_id uuid not null references rules on delete cascade,
  step smallint not null,
  raised_at timestamptz not null,
  primary key (rule_id, step)
);

create table enrolment_changes (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- Null when a change of the lead or the rule was followed.
  run_id uuid,
  lead_id uuid not null,
  rule_id uuid not null,
  step smallint not null,
  state text not null check (state in ('active', 'parked', 'ended')),
  reason text,
  until timestamptz
);
create index enrolment_changes_lead on enrolment_changes (lead_id, at);
-- Rows come in time order.
create index enrolment_changes_at on enrolment_changes using brin (at);

create table scan_incidents (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('late', 'missed', 'failing', 'stuck')),
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index scan_incidents_one_open on scan_incidents ((true)) where closed_at is null;

create table scan_alarms (
  id bigint generated always as identity primary key,
  incident_id bigint not null references scan_incidents on delete cascade,
  event text not null check (event in ('opened', 'closed')),
  channel text not null check (channel in ('webhook', 'mail')),
  tries smallint not null default 0,
  next_try_at timestamptz not null,
  told_at timestamptz,
  unique (incident_id, event, channel)
);
create index scan_alarms_untold on scan_alarms (next_try_at) where told_at is null;
