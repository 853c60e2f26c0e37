/**
 * Every lead has a turn from its creation. While it had none until a rule entered it, there was nothing to lock: who settled a new lead
 * could enter it into a rule by what it was before another change, whose own settling found no enrolment to put right.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const noteNewLeads = (turns: string): string => `
create or replace function note_new_leads() returns trigger language plpgsql as $$
begin
  insert into lead_changes (lead_id) select id from added;${turns}
  return null;
end $$;`

export class TurnsFromBirth1765300520000 implements MigrationInterface {
  name = 'TurnsFromBirth1765300520000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      noteNewLeads('\n  insert into lead_pacing (lead_id) select id from added on conflict do nothing;'),
    )
    await runner.query(
      `insert into lead_pacing (lead_id)
         select id from leads l where not exists (select from lead_pacing p where p.lead_id = l.id) on conflict do nothing`,
    )
  }

  /** A turn that nothing needs does no harm. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(noteNewLeads(''))
  }
}
