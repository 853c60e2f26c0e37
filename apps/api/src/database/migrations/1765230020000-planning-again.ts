/** What waits is planned again when its frequency, its zone or the holidays change. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class PlanningAgain1765230020000 implements MigrationInterface {
  name = 'PlanningAgain1765230020000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What the dates of a rule are worked out from: of its next steps, and of deliveries and expiries.
      create function planning_basis(frequency uuid, expiry_days int) returns text language sql stable as $$
        select md5(jsonb_build_array(f.steps, f.time_zone, s.time_zone,
                     case when f.steps @? '$[*].after.unit ? (@ == "workingDays")' then h.days end)::text)
            || ' ' || md5(jsonb_build_array(f."window", f.time_zone, s.time_zone, expiry_days, f.skip_holidays,
                            case when f.skip_holidays then h.days end)::text)
          from frequencies f, settings s,
               lateral (select string_agg(held_on::text, ',' order by held_on) as days from holidays) h
         where f.id = frequency
      $$;
      -- planned_basis: of which all dates of the rule are; planning_basis: of those up to the enrolment planned_to.
      alter table rule_matching add column planned_basis text, add column planning_basis text, add column planned_to bigint;
      update rule_matching m set planned_basis = planning_basis(r.frequency_id, r.expiry_days) from rules r where r.id = m.rule_id;

      -- Since when the cadence is too short for the step, where it was longer when the step before was recorded.
      alter table enrolments add column shortened_at timestamptz;
      update enrolments e set shortened_at = c.at
        from (select lead_id, rule_id, step, max(at) as at from enrolment_changes
               where state = 'ended' and reason = 'last_step' group by lead_id, rule_id, step) c
       where c.lead_id = e.lead_id and c.rule_id = e.rule_id and c.step = e.step and e.state = 'ended' and e.reason = 'last_step';

      -- Before when nobody wants to see it: until then it was put off.
      alter table relances add column not_before timestamptz;

      alter table lead_changes add column is_elsewhere boolean not null default false;
      create or replace function note_changed_leads() returns trigger language plpgsql as $$
      begin
        insert into lead_changes (lead_id, is_elsewhere)
          select after.id, (after.time_zone, after.phone) is distinct from (before.time_zone, before.phone)
            from after join before using (id)
           where to_jsonb(after) - 'updated_at' is distinct from to_jsonb(before) - 'updated_at';
        return null;
      end $$`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function note_changed_leads() returns trigger language plpgsql as $$
      begin
        insert into lead_changes (lead_id)
          select after.id from after join before using (id)
          where to_jsonb(after) - 'updated_at' is distinct from to_jsonb(before) - 'updated_at';
        return null;
      end $$;
      alter table lead_changes drop column is_elsewhere;
      alter table relances drop column not_before;
      alter table enrolments drop column shortened_at;
      alter table rule_matching drop column planned_to, drop column planning_basis, drop column planned_basis;
      drop function planning_basis(uuid, int)`)
  }
}
