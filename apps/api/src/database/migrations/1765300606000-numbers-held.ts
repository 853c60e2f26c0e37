/**
 * A number that opts out, and a lead that is just being made with it, wait for each other: neither saw the other before it was
 * committed, and the lead was written to. Numbers share 256 locks; whoever makes leads holds them together, whoever opts a number out holds
 * its lock alone, and both before any row.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const applying = (held: string): string => `
create or replace function apply_opt_out() returns trigger language plpgsql as $$
begin${held}
  if new.phone is not null and new.opted_out_at is null and exists (select from opt_outs) then
    select o.opted_out_at into new.opted_out_at from opt_outs o where o.phone_hash = opt_out_hash(new.phone);
  end if;
  return new;
end $$;`

export class NumbersHeld1765300606000 implements MigrationInterface {
  name = 'NumbersHeld1765300606000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function number_locks(phones text[]) returns setof integer language sql as $$
        select distinct hashtext(phone) & 255 from unnest(phones) as p(phone) where phone is not null order by 1
      $$;
      -- For all leads that a transaction makes; a second call in it adds to what is held.
      create function hold_numbers(phones text[]) returns void language plpgsql as $$
      begin
        perform pg_advisory_xact_lock_shared(1752461173, lock) from number_locks(phones) as lock;
        perform set_config('relance.numbers_held', 'on', true);
      end $$;
      create function keep_numbers(phones text[]) returns void language plpgsql as $$
      begin
        perform pg_advisory_xact_lock(1752461173, lock) from number_locks(phones) as lock;
      end $$;
      ${applying(`
  if new.phone is not null and current_setting('relance.numbers_held', true) is distinct from 'on' then
    perform pg_advisory_xact_lock_shared(1752461173, hashtext(new.phone) & 255);
  end if;`)}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`${applying('')} drop function hold_numbers, keep_numbers, number_locks`)
  }
}
