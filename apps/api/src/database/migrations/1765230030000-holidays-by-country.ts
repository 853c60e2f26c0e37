/** Holidays follow the country and the region of the company, or the country of each lead. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const basis = (days: string): string => `
      create or replace function planning_basis(frequency uuid, expiry_days int) returns text language sql stable as $$
        select md5(jsonb_build_array(f.steps, f.time_zone, s.time_zone,
                     case when f.steps @? '$[*].after.unit ? (@ == "workingDays")' then h.days end)::text)
            || ' ' || md5(jsonb_build_array(f."window", f.time_zone, s.time_zone, expiry_days, f.skip_holidays,
                            case when f.skip_holidays then h.days end)::text)
          from frequencies f, settings s, lateral (${days}) h
         where f.id = frequency
      $$;`
const COMPANY = `select string_agg(held_on::text, ',' order by held_on) as days from holidays`
const LEADS = `
             select jsonb_build_array((select string_agg(held_on::text, ',' order by held_on) from holidays),
                      case when s.lead_country_holidays then
                        (select string_agg(country || held_on, ',' order by country, held_on) from country_holidays) end)::text as days`

export class HolidaysByCountry1765230030000 implements MigrationInterface {
  name = 'HolidaysByCountry1765230030000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table settings add column holiday_region text, add column lead_country_holidays boolean not null default false;
      -- Filled in for the country of the company, and not by hand; null: not known, from before there was a difference.
      alter table holidays add column is_generated boolean;
      -- The years that were filled in: a day that somebody has removed does not come back.
      create table holiday_years (
        country text not null,
        region text not null,
        year int not null,
        primary key (country, region, year)
      );
      -- Of the countries of leads, where their own holidays count.
      create table country_holidays (
        country text not null,
        held_on date not null,
        primary key (country, held_on)
      );
      ${basis(LEADS)}
      -- What is planned is planned by the same days: their digest alone is another one.
      update rule_matching m set planned_basis = planning_basis(r.frequency_id, r.expiry_days) from rules r
       where r.id = m.rule_id and m.planned_basis is not null`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${basis(COMPANY)}
      drop table country_holidays;
      drop table holiday_years;
      alter table holidays drop column is_generated;
      alter table settings drop column lead_country_holidays, drop column holiday_region`)
  }
}
