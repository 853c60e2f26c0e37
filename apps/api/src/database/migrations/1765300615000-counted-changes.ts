/** What is saved and taken back has changed twice: dates that were worked out in between are worked out again. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const digests = (due: string, delivery: string): string => `
      create or replace function planning_basis(frequency uuid, expiry_days int) returns text language sql stable as $$
        select md5(jsonb_build_array(f.steps, f.time_zone, s.time_zone,
                     case when f.steps @? '$[*].after.unit ? (@ == "workingDays")' then h.days end)::text)${due}
            || ' ' || md5(jsonb_build_array(f."window", f.time_zone, s.time_zone, expiry_days, f.skip_holidays,
                            case when f.skip_holidays then h.days end)::text)${delivery}
          from frequencies f, settings s,
               lateral (select jsonb_build_array((select string_agg(held_on::text, ',' order by held_on) from holidays),
                          case when s.lead_country_holidays then
                            (select string_agg(country || held_on, ',' order by country, held_on) from country_holidays) end)::text as days) h
         where f.id = frequency
      $$;`

/** Counted rather than numbered: who commits later has no lower number. */
const changes = (ofFrequency: string, heedsHolidays: string): string => `
            || '.' || (select count(*) from planning_changes c
                        where (c.kind = '${ofFrequency}' and c.frequency_id = f.id or c.kind = 'zone' or c.kind = 'holidays' and ${heedsHolidays}))`

export class CountedChanges1765300615000 implements MigrationInterface {
  name = 'CountedChanges1765300615000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A row for each change of what dates are worked out from. Never cleared: a basis that was in force before must not come back.
      create table planning_changes (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('steps', 'delivery', 'zone', 'holidays')),
        -- No key: what was planned with a frequency that is gone stays counted.
        frequency_id uuid
      );
      create index planning_changes_kind on planning_changes (kind, frequency_id);

      create function note_planning_of_frequency() returns trigger language plpgsql as $$
      begin
        if (old.steps, old.time_zone) is distinct from (new.steps, new.time_zone) then
          insert into planning_changes (kind, frequency_id) values ('steps', new.id);
        end if;
        if (old."window", old.time_zone, old.skip_holidays) is distinct from (new."window", new.time_zone, new.skip_holidays) then
          insert into planning_changes (kind, frequency_id) values ('delivery', new.id);
        end if;
        return null;
      end $$;
      create trigger note_planning after update on frequencies for each row execute function note_planning_of_frequency();

      create function note_planning_of_rule() returns trigger language plpgsql as $$
      begin
        if old.frequency_id <> new.frequency_id then
          insert into planning_changes (kind, frequency_id) values ('steps', new.frequency_id), ('delivery', new.frequency_id);
        elsif old.expiry_days is distinct from new.expiry_days then
          insert into planning_changes (kind, frequency_id) values ('delivery', new.frequency_id);
        end if;
        return null;
      end $$;
      create trigger note_planning after update on rules for each row execute function note_planning_of_rule();

      create function note_planning_of_settings() returns trigger language plpgsql as $$
      begin
        if old.time_zone <> new.time_zone then
          insert into planning_changes (kind) values ('zone');
        end if;
        if old.lead_country_holidays <> new.lead_country_holidays then
          insert into planning_changes (kind) values ('holidays');
        end if;
        return null;
      end $$;
      create trigger note_planning after update on settings for each row execute function note_planning_of_settings();

      create function note_planning_of_holidays() returns trigger language plpgsql as $$
      begin
        insert into planning_changes (kind) select 'holidays' where exists (select from changed);
        return null;
      end $$;
      ${['holidays', 'country_holidays']
        .flatMap((table) => [
          `create trigger note_planning_added after insert on ${table} referencing new table as changed for each statement execute function note_planning_of_holidays();`,
          `create trigger note_planning_moved after update on ${table} referencing new table as changed for each statement execute function note_planning_of_holidays();`,
          `create trigger note_planning_removed after delete on ${table} referencing old table as changed for each statement execute function note_planning_of_holidays();`,
        ])
        .join('\n      ')}

      create temporary table planned_well on commit drop as
        select m.rule_id from rule_matching m join rules r on r.id = m.rule_id
         where m.planned_basis = planning_basis(r.frequency_id, r.expiry_days) and m.planning_basis is null;
      ${digests(
        changes('steps', `f.steps @? '$[*].after.unit ? (@ == "workingDays")'`),
        changes('delivery', 'f.skip_holidays'),
      )}
      update rule_matching m set planned_basis = planning_basis(r.frequency_id, r.expiry_days)
        from rules r where r.id = m.rule_id and m.rule_id in (select rule_id from planned_well)`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create temporary table planned_well on commit drop as
        select m.rule_id from rule_matching m join rules r on r.id = m.rule_id
         where m.planned_basis = planning_basis(r.frequency_id, r.expiry_days) and m.planning_basis is null;
      ${digests('', '')}
      update rule_matching m set planned_basis = planning_basis(r.frequency_id, r.expiry_days)
        from rules r where r.id = m.rule_id and m.rule_id in (select rule_id from planned_well);
      ${['country_holidays', 'holidays']
        .flatMap((table) =>
          ['added', 'moved', 'removed'].map((how) => `drop trigger note_planning_${how} on ${table};`),
        )
        .join('\n      ')}
      drop trigger note_planning on settings;
      drop trigger note_planning on rules;
      drop trigger note_planning on frequencies;
      drop function note_planning_of_holidays(), note_planning_of_settings(), note_planning_of_rule(), note_planning_of_frequency();
      drop table planning_changes`)
  }
}
