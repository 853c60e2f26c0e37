/**
 * How long each rule has rested: switched off, paused, or under the global stop. What waits remembers how much of that rest it has
 * allowed for, so that its date is put off by the rest exactly once, however often the rule stops and whoever was interrupted.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const TABLES = `
create table rule_rests (
  rule_id uuid primary key references rules on delete cascade,
  -- Switched off or paused; the global stop comes on top.
  is_off boolean not null,
  -- Since when nothing of it becomes due; null while it runs, and before it is first switched on.
  resting_since timestamptz,
  -- All rests that are over, in milliseconds.
  rested_ms bigint not null default 0,
  resumed_at timestamptz,
  -- What becomes of leads in mid-cadence that have allowed for less rest than midway_to_ms.
  midway text not null default 'continue' check (midway in ('continue', 'restart', 'end')),
  midway_to_ms bigint not null default 0
);
alter table enrolments add column rested_ms bigint not null default 0;
-- The rest that the latest scan of the whole rule allows for, and the one that a whole scan has allowed for.
alter table rule_matching add column rested_ms bigint not null default 0, add column resumed_ms bigint not null default 0;

insert into rule_rests (rule_id, is_off, resting_since)
  select r.id, not r.active or r.paused_at is not null,
         coalesce(r.paused_at,
           case when not r.active then (select min(e.stopped_at) from enrolments e
             where e.rule_id = r.id and e.state = 'parked' and e.reason = 'rule_inactive')
           else s.stopped_at end)
    from rules r cross join settings s;

do $$
begin
  if exists (select from pg_roles where rolname = 'relance_app') then
    grant select, insert, update, delete on rule_rests to relance_app;
  end if;
end $$;`

const CLOCK = `
create function rest_clock(rule uuid) returns bigint language sql stable as $$
  select rested_ms + coalesce(greatest(0, extract(epoch from relance_now() - resting_since) * 1000)::bigint, 0)
    from rule_rests where rule_id = rule
$$;

create function end_rests(rules uuid[], at timestamptz) returns void language sql as $$
  update rule_rests
     set rested_ms = rested_ms + greatest(0, extract(epoch from at - resting_since) * 1000)::bigint,
         resumed_at = at, resting_since = null
   where rule_id = any(rules) and resting_since is not null
$$;

create or replace function begin_enrolment() returns trigger language plpgsql as $$
begin
  new.return_seen_at := coalesce(new.return_seen_at, latest_return(new.lead_id));
  new.rested_ms := coalesce(rest_clock(new.rule_id), 0);
  return new;
end $$;`

/** The row is locked before the settings are read, and the settings are saved before the rows are locked: neither misses the other. */
const TRIGGERS = `
create function follow_rule_rest() returns trigger language plpgsql as $$
declare
  is_off boolean := not new.active or new.paused_at is not null;
  was_off boolean;
  is_stopped boolean;
begin
  insert into rule_rests (rule_id, is_off) values (new.id, true) on conflict do nothing;
  select r.is_off into was_off from rule_rests r where r.rule_id = new.id for update;
  select stopped_at is not null into is_stopped from settings;
  if is_off and not was_off then
    update rule_rests r set is_off = true, resting_since = coalesce(r.resting_since, relance_now())
     where r.rule_id = new.id;
  elsif was_off and not is_off then
    update rule_rests r set is_off = false, midway = 'continue', midway_to_ms = 0,
           resting_since = coalesce(r.resting_since, case when is_stopped then relance_now() end)
     where r.rule_id = new.id;
    if not is_stopped then
      perform end_rests(array[new.id], relance_now());
    end if;
  end if;
  return null;
end $$;
create trigger rules_rest_insert after insert on rules for each row execute function follow_rule_rest();
create trigger rules_rest_update after update on rules for each row
  when (new.active is distinct from old.active or new.paused_at is distinct from old.paused_at)
  execute function follow_rule_rest();

create function follow_global_stop() returns trigger language plpgsql as $$
begin
  perform from rule_rests order by rule_id for update;
  if new.stopped_at is not null then
    update rule_rests set resting_since = coalesce(resting_since, relance_now()) where not is_off;
  else
    perform end_rests(array(select rule_id from rule_rests where not is_off), relance_now());
  end if;
  return null;
end $$;
create trigger settings_rest after update on settings for each row
  when ((new.stopped_at is null) <> (old.stopped_at is null)) execute function follow_global_stop();`

export class RestingRules1765270010000 implements MigrationInterface {
  name = 'RestingRules1765270010000'

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [TABLES, CLOCK, TRIGGERS]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger settings_rest on settings;
      drop trigger rules_rest_update on rules;
      drop trigger rules_rest_insert on rules;
      drop function follow_global_stop, follow_rule_rest;
      create or replace function begin_enrolment() returns trigger language plpgsql as $$
      begin
        new.return_seen_at := coalesce(new.return_seen_at, latest_return(new.lead_id));
        return new;
      end $$;
      drop function end_rests, rest_clock;
      alter table rule_matching drop column resumed_ms, drop column rested_ms;
      alter table enrolments drop column rested_ms;
      drop table rule_rests;`)
  }
}
