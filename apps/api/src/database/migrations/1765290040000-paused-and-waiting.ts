/** Two words for "not now": `waiting` when the engine puts off, `paused` when a person or safety stops. The words `parked` and `rest` go. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const TABLES = ['enrolments', 'enrolment_changes']

const rename = (from: string, to: string): string => `
${TABLES.map(
  (table) => `
alter table ${table} drop constraint ${table}_state_check;
update ${table} set state = '${to}' where state = '${from}';
alter table ${table} add constraint ${table}_state_check check (state in ('active', '${to}', 'ended'));`,
).join('')}
update reconciliations
   set differences = differences - 'wrongly_${from}' || jsonb_build_object('wrongly_${to}', differences->'wrongly_${from}')
 where differences ? 'wrongly_${from}';

drop index enrolments_unwritten;
create index enrolments_unwritten on enrolments (rule_id, id)
  where state = '${to}' and reason in ('message_incomplete', 'message_refused');

create or replace function note_mended_templates() returns trigger language plpgsql as $$
begin
  insert into lead_changes (lead_id)
    select distinct e.lead_id
      from enrolments e join rules r on r.id = e.rule_id
     where e.state = '${to}' and e.reason in ('message_incomplete', 'message_refused')
       and exists (
         select from after a join before b using (id)
          where a.body is distinct from b.body
            and (a.id = any(r.template_ids) or r.variants @> jsonb_build_array(jsonb_build_object('templateId', a.id))));
  return null;
end $$;

create or replace function note_company_named() returns trigger language plpgsql as $$
begin
  insert into lead_changes (lead_id)
    select distinct lead_id from enrolments
     where state = '${to}' and reason in ('message_incomplete', 'message_refused');
  return null;
end $$;`

/** The registry of channels says which there are: a new one is a driver and a line of it. */
const CHANNELS = `
alter table rules drop constraint rules_channel_check;
alter table relances drop constraint relances_channel_check;`

const CHANNELS_BACK = ['rules', 'relances']
  .map(
    (table) => `alter table ${table} add constraint ${table}_channel_check check (channel in ('closer', 'whatsapp'));`,
  )
  .join('\n')

/** How long a rule was paused: what 1765270010000 called rests. Each name with the one before. */
const COLUMNS = [
  ['rule_pauses', 'paused_since', 'resting_since'],
  ['rule_pauses', 'paused_ms', 'rested_ms'],
  ['enrolments', 'paused_ms', 'rested_ms'],
  ['rule_matching', 'paused_ms', 'rested_ms'],
] as const
const CONSTRAINTS = ['pkey', 'rule_id_fkey', 'midway_check']

const RENAME = [
  'alter table rule_rests rename to rule_pauses;',
  ...CONSTRAINTS.map((one) => `alter table rule_pauses rename constraint rule_rests_${one} to rule_pauses_${one};`),
  ...COLUMNS.map(([table, name, before]) => `alter table ${table} rename column ${before} to ${name};`),
].join('\n')

const RENAME_BACK = [
  ...COLUMNS.map(([table, name, before]) => `alter table ${table} rename column ${name} to ${before};`),
  ...CONSTRAINTS.map((one) => `alter table rule_pauses rename constraint rule_pauses_${one} to rule_rests_${one};`),
  'alter table rule_pauses rename to rule_rests;',
].join('\n')

const DROP = `
drop trigger settings_pause on settings;
drop trigger rules_pause_update on rules;
drop trigger rules_pause_insert on rules;
drop function follow_global_stop, follow_rule_pause, end_pauses, pause_clock;`

const CLOCK = `
create function pause_clock(rule uuid) returns bigint language sql stable as $$
  select paused_ms + coalesce(greatest(0, extract(epoch from relance_now() - paused_since) * 1000)::bigint, 0)
    from rule_pauses where rule_id = rule
$$;

create function end_pauses(rules uuid[], at timestamptz) returns void language sql as $$
  update rule_pauses
     set paused_ms = paused_ms + greatest(0, extract(epoch from at - paused_since) * 1000)::bigint,
         resumed_at = at, paused_since = null
   where rule_id = any(rules) and paused_since is not null
$$;

create or replace function begin_enrolment() returns trigger language plpgsql as $$
begin
  new.return_seen_at := coalesce(new.return_seen_at, latest_return(new.lead_id));
  new.paused_ms := coalesce(pause_clock(new.rule_id), 0);
  return new;
end $$;

create function follow_rule_pause() returns trigger language plpgsql as $$
declare
  is_off boolean := not new.active or new.paused_at is not null;
  was_off boolean;
  is_stopped boolean;
begin
  insert into rule_pauses (rule_id, is_off) values (new.id, true) on conflict do nothing;
  select r.is_off into was_off from rule_pauses r where r.rule_id = new.id for update;
  select stopped_at is not null into is_stopped from settings;
  if is_off and not was_off then
    update rule_pauses r set is_off = true, paused_since = coalesce(r.paused_since, relance_now())
     where r.rule_id = new.id;
  elsif was_off and not is_off then
    update rule_pauses r set is_off = false, midway = 'continue', midway_to_ms = 0,
           paused_since = coalesce(r.paused_since, case when is_stopped then relance_now() end)
     where r.rule_id = new.id;
    if not is_stopped then
      perform end_pauses(array[new.id], relance_now());
    end if;
  end if;
  return null;
end $$;
create trigger rules_pause_insert after insert on rules for each row execute function follow_rule_pause();
create trigger rules_pause_update after update on rules for each row
  when (new.active is distinct from old.active or new.paused_at is distinct from old.paused_at)
  execute function follow_rule_pause();

create function follow_global_stop() returns trigger language plpgsql as $$
begin
  perform from rule_pauses order by rule_id for update;
  if new.stopped_at is not null then
    update rule_pauses set paused_since = coalesce(paused_since, relance_now()) where not is_off;
  else
    perform end_pauses(array(select rule_id from rule_pauses where not is_off), relance_now());
  end if;
  return null;
end $$;
create trigger settings_pause after update on settings for each row
  when ((new.stopped_at is null) <> (old.stopped_at is null)) execute function follow_global_stop();`

/** The same in the names of before. */
const asBefore = (sql: string): string =>
  sql
    .replaceAll('paused_since', 'resting_since')
    .replaceAll('paused_ms', 'rested_ms')
    .replaceAll('_pauses', '_rests')
    .replaceAll('_pause', '_rest')
    .replaceAll('pause_clock', 'rest_clock')

export class PausedAndWaiting1765290040000 implements MigrationInterface {
  name = 'PausedAndWaiting1765290040000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(asBefore(DROP) + RENAME + CLOCK)
    await runner.query(rename('parked', 'waiting'))
    await runner.query(CHANNELS)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(CHANNELS_BACK)
    await runner.query(rename('waiting', 'parked'))
    await runner.query(DROP + RENAME_BACK + asBefore(CLOCK))
  }
}
