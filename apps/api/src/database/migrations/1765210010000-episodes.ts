/**
 * A lead that comes back to a rule starts a new episode: an enrolment of its own. Returns are noted on the lead, by whichever way it
 * was saved; what an enrolment had seen of them is noted when it begins and when it ends.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const COLUMNS = `
alter table leads
  -- When the lead was last open again: its status, or an opt-out or a wrong number that was corrected.
  add column reopened_at timestamptz,
  -- When a submission arrived that was later than the last contact and the last submission.
  add column resubmitted_at timestamptz;

alter table enrolments
  add column episode smallint not null default 1 check (episode > 0),
  add column begun_by text not null default 'matched'
    check (begun_by in ('matched', 'reopened', 'submitted', 'silence', 'restarted')),
  -- What step 1 counts from at the earliest; null for a first episode.
  add column begun_at timestamptz,
  -- When it left the state active; of an enrolment that is over, when it ended.
  add column stopped_at timestamptz,
  -- The latest return of the lead when it began, or ended.
  add column return_seen_at timestamptz,
  -- The step at hand is not due before, whatever its delay.
  add column not_before timestamptz;

alter table rules add column reentry jsonb not null default '{"on": ["reopened", "submitted"], "afterSilence": null}'
  check (jsonb_typeof(reentry) = 'object');

update enrolments e
   set stopped_at = greatest(e.enrolled_at,
         (select max(c.at) from enrolment_changes c where c.lead_id = e.lead_id and c.rule_id = e.rule_id),
         (select max(r.recorded_at) from relances r where r.enrolment_id = e.id))
 where e.state <> 'active';

drop index enrolments_lead_rule;
create unique index enrolments_episode on enrolments (lead_id, rule_id, episode);
create unique index enrolments_one_going_on on enrolments (lead_id, rule_id) where state <> 'ended';
-- Silence that has lasted long enough is found by the end of the episode.
create index enrolments_ended on enrolments (rule_id, stopped_at) where state = 'ended';
create index leads_submitted on leads (submitted_at) where submitted_at is not null;`

/**
 * Each return is later than the one before it, also after a clock that was ahead. An undo is no return: it sets relance.undo. A
 * person who asks again is an open lead again; one who opted out stays so.
 */
const RETURNS = `
create function note_return() returns trigger language plpgsql as $$
declare
  statuses jsonb := (select lead_statuses from settings);
  was_open boolean := exists (select from jsonb_array_elements(statuses) s where s ->> 'code' = old.status and (s ->> 'isOpen')::boolean);
  is_open boolean := exists (select from jsonb_array_elements(statuses) s where s ->> 'code' = new.status and (s ->> 'isOpen')::boolean);
  at timestamptz := greatest(relance_now(), old.reopened_at + interval '1 millisecond', old.resubmitted_at + interval '1 millisecond');
begin
  if new.erased_at is not null or current_setting('relance.undo', true) = 'on' then
    return new;
  end if;
  if new.phone is distinct from old.phone and new.wrong_number_at is not distinct from old.wrong_number_at then
    new.wrong_number_at := null;
  end if;
  if new.submitted_at is distinct from old.submitted_at
     and new.submitted_at > coalesce(greatest(old.last_contact_at, new.last_contact_at, old.submitted_at), old.created_at) then
    new.resubmitted_at := at;
    if not is_open and new.status = old.status then
      new.status := coalesce(
        (select s ->> 'code' from jsonb_array_elements(statuses) with ordinality as x(s, place)
          where (s ->> 'isOpen')::boolean order by place limit 1), new.status);
      is_open := true;
    end if;
  end if;
  if is_open and not was_open or old.opted_out_at is not null and new.opted_out_at is null
     or old.wrong_number_at is not null and new.wrong_number_at is null then
    new.reopened_at := at;
  end if;
  return new;
end $$;
create trigger leads_note_return before update on leads for each row
  when (new.status is distinct from old.status or new.submitted_at is distinct from old.submitted_at
        or new.phone is distinct from old.phone
        or old.opted_out_at is not null and new.opted_out_at is null
        or old.wrong_number_at is not null and new.wrong_number_at is null)
  execute function note_return();

create function latest_return(lead uuid) returns timestamptz language sql stable as $$
  select greatest(reopened_at, resubmitted_at) from leads where id = lead
$$;

create function begin_enrolment() returns trigger language plpgsql as $$
begin
  new.return_seen_at := coalesce(new.return_seen_at, latest_return(new.lead_id));
  return new;
end $$;
create trigger enrolments_begin before insert on enrolments for each row execute function begin_enrolment();

create function stop_enrolment() returns trigger language plpgsql as $$
begin
  if current_setting('relance.undo', true) = 'on' then
    return new;
  end if;
  if new.state = 'active' then
    new.stopped_at := null;
  elsif old.state = 'active' or new.state = 'ended' then
    new.stopped_at := relance_now();
  end if;
  if new.state = 'ended' then
    new.return_seen_at := latest_return(new.lead_id);
  end if;
  return new;
end $$;
create trigger enrolments_stop before update on enrolments for each row
  when (new.state is distinct from old.state or new.state = 'ended' and new.reason is distinct from old.reason)
  execute function stop_enrolment();`

export class Episodes1765210010000 implements MigrationInterface {
  name = 'Episodes1765210010000'

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [COLUMNS, RETURNS]) await runner.query(part)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger enrolments_stop on enrolments;
      drop trigger enrolments_begin on enrolments;
      drop function stop_enrolment, begin_enrolment, latest_return;
      drop trigger leads_note_return on leads;
      drop function note_return;
      drop index leads_submitted, enrolments_ended, enrolments_one_going_on, enrolments_episode;
      create unique index enrolments_lead_rule on enrolments (lead_id, rule_id);
      alter table rules drop column reentry;
      alter table enrolments drop column episode, drop column begun_by, drop column begun_at, drop column stopped_at,
        drop column return_seen_at, drop column not_before;
      alter table leads drop column reopened_at, drop column resubmitted_at;`)
  }
}
