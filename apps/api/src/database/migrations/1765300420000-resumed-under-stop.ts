/**
 * A rule that goes on under the global stop is paused no longer: its own pause counts from then, and what waited for it waits for the end
 * of the stop alone. Before, its enrolments said `rule_paused` as long as the stop lasted, and reconciliation took that for a difference.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const followRulePause = (goesOn: string): string => `
create or replace function follow_rule_pause() returns trigger language plpgsql as $$
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
${goesOn}
  end if;
  return null;
end $$;`

const COUNTED = `    update rule_pauses r set is_off = false, midway = 'continue', midway_to_ms = 0 where r.rule_id = new.id;
    perform end_pauses(array[new.id], relance_now());
    if is_stopped then
      update rule_pauses r set paused_since = relance_now() where r.rule_id = new.id;
    end if;`

const AS_BEFORE = `    update rule_pauses r set is_off = false, midway = 'continue', midway_to_ms = 0,
           paused_since = coalesce(r.paused_since, case when is_stopped then relance_now() end)
     where r.rule_id = new.id;
    if not is_stopped then
      perform end_pauses(array[new.id], relance_now());
    end if;`

export class ResumedUnderStop1765300420000 implements MigrationInterface {
  name = 'ResumedUnderStop1765300420000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(followRulePause(COUNTED))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(followRulePause(AS_BEFORE))
  }
}
