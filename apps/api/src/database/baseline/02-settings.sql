-- What holds for the whole company: its settings, its holidays, and when the scan runs.

-- One row: what holds for the whole company.
create table settings (
  id boolean primary key default true check (id),
  company_name text not null default 'Relance',
  country char(2) not null default 'FR',
  time_zone text not null default 'Europe/Paris',
  minimum_gap_minutes int not null default 1200 check (minimum_gap_minutes >= 0),
  lead_statuses jsonb not null default '[
    {"code": "new", "isOpen": true}, {"code": "contacted", "isOpen": true}, {"code": "meeting", "isOpen": true},
    {"code": "proposal", "isOpen": true}, {"code": "won", "isOpen": false}, {"code": "lost", "isOpen": false}]',
  stopped_at timestamptz,
  updated_at timestamptz not null default now(),
  shared_queue boolean not null default false,
  retention_months int default 36 check (retention_months > 0),
  retention_ran_on date,
  closer_daily_limit int check (closer_daily_limit > 0),
  opt_out_alarm_percent int not null default 5 check (opt_out_alarm_percent between 1 and 100)
);
insert into settings default values;

create table holidays (
  held_on date primary key,
  name text not null
);

-- When the scan itself runs. Slots before changed_at are never made up for.
create table schedule (
  id boolean primary key default true check (id),
  cron text not null default '0 */6 * * *',
  time_zone text not null default 'Europe/Paris',
  enabled boolean not null default true,
  changed_at timestamptz not null default now()
);
insert into schedule default values;
