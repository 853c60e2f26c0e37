-- What was only asked: dry runs, backtests, and steps that were spread over more days.

create table dry_runs (
  id uuid primary key default uuid_v7(),
  at timestamptz not null,
  created_at timestamptz not null,
  report jsonb
);

create table dry_run_rows (
  id uuid primary key default uuid_v7(),
  dry_run_id uuid not null references dry_runs on delete cascade,
  kind text not null check (kind in ('recorded', 'held', 'excluded')),
  lead_id uuid not null,
  closer_id uuid,
  rule_id uuid,
  step int,
  channel text,
  due_at timestamptz,
  deliver_at timestamptz,
  message text,
  reason text,
  until timestamptz
);
create index dry_run_rows_group on dry_run_rows (dry_run_id, kind, reason);
-- An erasure looks for its lead.
create index dry_run_rows_lead on dry_run_rows (lead_id);

-- A cancellation is a state, so that any replica can take it and the one at work sees it.
create table backtests (
  id uuid primary key default uuid_v7(),
  state text not null default 'running' check (state in ('running', 'completed', 'cancelled', 'failed')),
  days int not null,
  leads_done int not null default 0,
  leads_total int not null,
  result jsonb,
  started_at timestamptz not null,
  heartbeat_at timestamptz not null,
  finished_at timestamptz
);

create table spreads (
  id uuid primary key default uuid_v7(),
  at timestamptz not null,
  daily_limit int not null,
  undone_at timestamptz
);

create table spread_moves (
  spread_id uuid not null references spreads on delete cascade,
  enrolment_id bigint not null references enrolments,
  from_at timestamptz not null,
  from_reason text,
  to_at timestamptz not null,
  primary key (spread_id, enrolment_id)
);
