/** Somebody who has opted out asks for something by a form: nothing is sent, and a person is asked whether to lift the opt-out. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Each submission asks once. The question is answered when the opt-out is lifted or the lead is erased, and gone when the submission is
 * taken back. An undo puts its questions back itself: it sets relance.undo.
 */
const UP = `
alter table stop_wishes drop constraint stop_wishes_source_check,
  add constraint stop_wishes_source_check check (source in ('message', 'note', 'import', 'submission'));

create function ask_of_submission() returns trigger language plpgsql as $$
begin
  if current_setting('relance.undo', true) = 'on' then
    return null;
  end if;
  if new.opted_out_at is null or new.erased_at is not null then
    update stop_wishes set answered_at = relance_now(), opts_out = new.erased_at is not null
     where lead_id = new.id and source = 'submission' and answered_at is null;
    return null;
  end if;
  if tg_op = 'UPDATE' then
    delete from stop_wishes
     where lead_id = new.id and source = 'submission' and answered_at is null
       and said_at > coalesce(new.submitted_at, '-infinity');
    if new.resubmitted_at is not distinct from old.resubmitted_at then
      return null;
    end if;
  end if;
  if new.submitted_at > new.opted_out_at then
    insert into stop_wishes (lead_id, source, wish, source_key, message, said_at)
      values (new.id, 'submission', 'suspected', new.id || ' ' || extract(epoch from new.submitted_at), '', new.submitted_at)
      on conflict (source, source_key) where source_key is not null do nothing;
  end if;
  return null;
end $$;
create trigger leads_ask_of_submission after insert on leads
  for each row when (new.opted_out_at is not null and new.submitted_at is not null) execute function ask_of_submission();
create trigger leads_ask_of_submission_change after update on leads
  for each row when (old.opted_out_at is not null
    and (new.submitted_at is distinct from old.submitted_at or new.opted_out_at is null or new.erased_at is distinct from old.erased_at))
  execute function ask_of_submission();`

const DOWN = `
drop trigger leads_ask_of_submission on leads;
drop trigger leads_ask_of_submission_change on leads;
drop function ask_of_submission();
delete from stop_wishes where source = 'submission';
alter table stop_wishes drop constraint stop_wishes_source_check,
  add constraint stop_wishes_source_check check (source in ('message', 'note', 'import'));`

export class SubmissionsOfOptedOut1765290010000 implements MigrationInterface {
  name = 'SubmissionsOfOptedOut1765290010000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN)
  }
}
