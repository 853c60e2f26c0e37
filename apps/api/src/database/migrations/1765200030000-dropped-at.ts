/**
 * When a relance was withdrawn, replaced or expired, and where it stood before it was put off: explanations of the past and replays
 * count it as it counted then.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class DroppedAt1765200030000 implements MigrationInterface {
  name = 'DroppedAt1765200030000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null while it waits or has reached the lead, and where it was dropped before this was kept.
      alter table relances add column dropped_at timestamptz;
      -- Null of one that was never moved: when it first was, and from where.
      alter table relances add column moved_at timestamptz, add column first_deliver_at timestamptz;
      create function note_dropped_relance() returns trigger language plpgsql as $$
      begin
        new.dropped_at := case when new.state in ('withdrawn', 'superseded', 'expired') then relance_now() end;
        return new;
      end $$;
      create function note_moved_relance() returns trigger language plpgsql as $$
      begin
        new.moved_at := coalesce(old.moved_at, relance_now());
        new.first_deliver_at := coalesce(old.first_deliver_at, old.deliver_at);
        return new;
      end $$;
      create trigger relances_note_moved before update of deliver_at on relances
        for each row when (old.deliver_at is distinct from new.deliver_at) execute function note_moved_relance();
      create trigger relances_note_dropped before update of state on relances
        for each row when (old.state is distinct from new.state) execute function note_dropped_relance();`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger relances_note_dropped on relances;
      drop trigger relances_note_moved on relances;
      drop function note_dropped_relance, note_moved_relance;
      alter table relances drop column dropped_at, drop column moved_at, drop column first_deliver_at;`)
  }
}
