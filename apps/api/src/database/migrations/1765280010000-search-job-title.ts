/** A lead is found by its job title too. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const COLUMNS = ['first_name', 'last_name', 'company', 'email', 'phone']
const of = (alias: string, columns: readonly string[]): string => columns.map((name) => `${alias}${name}`).join(', ')

const keepSearch = (text: (alias: string) => string, columns: readonly string[]): string => `
  create or replace function keep_lead_search() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      insert into lead_search (lead_id, text) select id, ${text('')} from added;
    else
      execute $sql$
        update lead_search s set text = ${text('a.')}
          from added a join removed b using (id)
         where s.lead_id = a.id and (${of('a.', columns)}) is distinct from (${of('b.', columns)}) $sql$;
    end if;
    return null;
  end $$;`

const before = (alias: string): string => `lead_search_text(${of(alias, COLUMNS)})`
const withJob = (alias: string): string => `${before(alias)} || job_search_text(${alias}job_title)`

export class SearchJobTitle1765280010000 implements MigrationInterface {
  name = 'SearchJobTitle1765280010000'

  async up(runner: QueryRunner): Promise<void> {
    // The words, and the same without blanks, each between blanks, as for the other fields; nothing for most leads.
    await runner.query(`
      create function job_search_text(job_title text) returns text language sql immutable parallel safe as $$
        select case when coalesce(job_title, '') = '' then ''
                    else search_words(job_title) || ' ' || search_squeezed(job_title) || ' ' end
      $$;
      ${keepSearch(withJob, [...COLUMNS, 'job_title'])}
      update lead_search s set text = ${withJob('l.')} from leads l where l.id = s.lead_id and l.job_title <> ''`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${keepSearch(before, COLUMNS)}
      update lead_search s set text = ${before('l.')} from leads l where l.id = s.lead_id and l.job_title <> '';
      drop function job_search_text(text)`)
  }
}
