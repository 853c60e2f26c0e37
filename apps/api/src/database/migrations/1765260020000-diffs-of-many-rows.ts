/**
 * Triggers that compare old rows with new ones keep the plan of the first statement of their session. One row at first, ten thousand
 * later: every row was compared with every other. They are kept from that plan, or planned anew each time where they need it
 * to reach other tables by an index.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Without nested loops, whose price would have the rest compiled. */
const COMPARING = ['audit_rows', 'note_changed_leads']

export class DiffsOfManyRows1765260020000 implements MigrationInterface {
  name = 'DiffsOfManyRows1765260020000'

  async up(runner: QueryRunner): Promise<void> {
    for (const name of COMPARING) await runner.query(`alter function ${name}() set enable_nestloop = off set jit = off`)
    await runner.query(`
      create or replace function move_open_relances() returns trigger language plpgsql as $$
      begin
        execute $sql$
          update relances r set closer_id = a.closer_id
            from added a join removed b using (id)
           where a.closer_id is distinct from b.closer_id and r.lead_id = a.id and r.channel = 'closer'
             and r.state in ('due', 'opened', 'snoozed') and r.closer_id is not distinct from b.closer_id $sql$;
        return null;
      end $$;
      create or replace function keep_lead_search() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          insert into lead_search (lead_id, text)
            select id, lead_search_text(first_name, last_name, company, email, phone) from added;
        else
          execute $sql$
            update lead_search s set text = lead_search_text(a.first_name, a.last_name, a.company, a.email, a.phone)
              from added a join removed b using (id)
             where s.lead_id = a.id
               and (a.first_name, a.last_name, a.company, a.email, a.phone)
                   is distinct from (b.first_name, b.last_name, b.company, b.email, b.phone) $sql$;
        end if;
        return null;
      end $$;`)
  }

  /** The bodies do the same as before. */
  async down(runner: QueryRunner): Promise<void> {
    for (const name of COMPARING) await runner.query(`alter function ${name}() reset all`)
    await runner.query('alter function audit_rows() set search_path = public, pg_temp')
  }
}
