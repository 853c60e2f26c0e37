/** One table of alerts: those of scans, of sending, of budgets and of opt-outs move into it, with what is still to be told. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const TABLES = `
create table alerts (
  id bigint generated always as identity primary key,
  kind text not null,
  -- What it is about: the scan, an account, a number, a rule, a step of one, a month.
  subject text not null,
  -- What makes it another alert about the same subject: an instant, an amount; null where one ends before the next begins.
  occurrence text,
  facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
  opened_at timestamptz not null,
  closed_at timestamptz,
  unique (kind, subject, occurrence)
);
create unique index alerts_one_open on alerts (subject) where closed_at is null;
create table alert_deliveries (
  id bigint generated always as identity primary key,
  alert_id bigint not null references alerts on delete cascade,
  event text not null check (event in ('opened', 'closed')),
  channel text not null check (channel in ('webhook', 'mail')),
  tries smallint not null default 0,
  next_try_at timestamptz not null,
  told_at timestamptz,
  unique (alert_id, event, channel)
);
create index alert_deliveries_untold on alert_deliveries (next_try_at) where told_at is null;`

const MOVE = `
insert into alerts (id, kind, subject, opened_at, closed_at) overriding system value
  select id, kind, case kind when 'differences' then 'enrolments' else 'scan' end, opened_at, closed_at from scan_incidents;
select setval(pg_get_serial_sequence('alerts', 'id'), (select coalesce(max(id), 0) + 1 from alerts), false);
insert into alert_deliveries (alert_id, event, channel, tries, next_try_at, told_at)
  select incident_id, event, channel, tries, next_try_at, told_at from scan_alarms order by id;

-- What is over already was never to be told: it ends here in silence.
with standing as (
  select 'account_stopped' as kind, 'account' as subject, extract(epoch from stopped_at)::text as occurrence
    from whatsapp_settings where stopped_at is not null and stop_reason is not null
  union all
  select 'number_blocked', id, extract(epoch from paused_until)::text
    from whatsapp_numbers where pause_reason = 'quality' and paused_until > now()
  union all
  select 'rule_paused', id::text, extract(epoch from paused_at)::text from rules where active and paused_at is not null
)
insert into alerts (kind, subject, occurrence, facts, opened_at, closed_at)
  select a.kind, a.subject, a.occurrence, a.facts, a.noted_at,
         case when a.kind like 'budget%' then a.noted_at when s.kind is null then greatest(a.noted_at, now()) end
    from whatsapp_alarms a left join standing s on (s.kind, s.subject, s.occurrence) = (a.kind, a.subject, a.occurrence)
   order by a.noted_at, a.kind;
insert into alert_deliveries (alert_id, event, channel, tries, next_try_at)
  select a.id, 'opened', c, w.tries, w.next_try_at
    from whatsapp_alarms w join alerts a on (a.kind, a.subject, a.occurrence) = (w.kind, w.subject, w.occurrence)
    cross join unnest(w.channels_left) c
   order by w.noted_at, w.kind;

insert into alerts (kind, subject, facts, opened_at)
  select 'opt_out_rate', s.rule_id || '/' || s.step, jsonb_build_object('rule', r.name, 'step', s.step), s.raised_at
    from step_alarms s join rules r on r.id = s.rule_id;

drop table scan_alarms, scan_incidents, whatsapp_alarms, step_alarms;
create trigger alerts_live_insert after insert on alerts referencing new table as added
  for each statement execute function live_rows('manager', 'id');
create trigger alerts_live_update after update on alerts referencing old table as removed new table as added
  for each statement execute function live_rows('manager', 'id');`

const BACK = `
create table scan_incidents (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('late', 'missed', 'failing', 'stuck', 'ahead', 'differences')),
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
create table whatsapp_alarms (
  kind text not null check (kind in ('budget_alert', 'budget_spent', 'account_stopped', 'number_blocked', 'rule_paused')),
  subject text not null,
  occurrence text not null,
  facts jsonb not null default '{}',
  noted_at timestamptz not null,
  channels_left text[] not null,
  tries int not null default 0,
  next_try_at timestamptz not null,
  primary key (kind, subject, occurrence)
);
create index whatsapp_alarms_untold on whatsapp_alarms (next_try_at) where channels_left <> '{}';
create table step_alarms (
  rule_id uuid not null references rules on delete cascade,
  step smallint not null,
  raised_at timestamptz not null,
  primary key (rule_id, step)
);
create trigger step_alarms_live_insert after insert on step_alarms
  referencing new table as added for each statement execute function live_rows('manager', 'rule_id');
create trigger step_alarms_live_delete after delete on step_alarms
  referencing old table as removed for each statement execute function live_rows('manager', 'rule_id');
insert into scan_incidents (id, kind, opened_at, closed_at) overriding system value
  select id, kind, opened_at, closed_at from alerts where subject in ('scan', 'enrolments');
select setval(pg_get_serial_sequence('scan_incidents', 'id'), (select coalesce(max(id), 0) + 1 from scan_incidents), false);
insert into scan_alarms (incident_id, event, channel, tries, next_try_at, told_at)
  select d.alert_id, d.event, d.channel, d.tries, d.next_try_at, d.told_at
    from alert_deliveries d join scan_incidents i on i.id = d.alert_id order by d.id;
insert into whatsapp_alarms (kind, subject, occurrence, facts, noted_at, channels_left, tries, next_try_at)
  select a.kind, a.subject, a.occurrence, a.facts, a.opened_at,
         coalesce(array_agg(d.channel) filter (where d.told_at is null), '{}'), coalesce(max(d.tries), 0),
         coalesce(min(d.next_try_at), a.opened_at)
    from alerts a left join alert_deliveries d on d.alert_id = a.id and d.event = 'opened'
   where a.kind in ('budget_alert', 'budget_spent', 'account_stopped', 'number_blocked', 'rule_paused')
   group by a.id;
insert into step_alarms (rule_id, step, raised_at)
  select split_part(subject, '/', 1)::uuid, split_part(subject, '/', 2)::smallint, opened_at
    from alerts where kind = 'opt_out_rate' and closed_at is null;
drop table alert_deliveries, alerts;`

export class Alerts1765110100000 implements MigrationInterface {
  name = 'Alerts1765110100000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES)
    await runner.query(MOVE)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BACK)
  }
}
