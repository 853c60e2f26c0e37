/** Slots that a wrong clock fired before their time: given back to be fired again, and on record for the dead-man's switch. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const KINDS = `'late', 'missed', 'failing', 'stuck'`

export class SlotsAhead1765020000000 implements MigrationInterface {
  name = 'SlotsAhead1765020000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table slots_ahead (
        slot_at timestamptz primary key,
        run_id uuid not null references runs on delete cascade,
        noticed_at timestamptz not null
      );
      alter table scan_incidents drop constraint scan_incidents_kind_check;
      alter table scan_incidents add constraint scan_incidents_kind_check check (kind in (${KINDS}, 'ahead'));`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table slots_ahead;
      update scan_incidents set kind = 'late' where kind = 'ahead';
      alter table scan_incidents drop constraint scan_incidents_kind_check;
      alter table scan_incidents add constraint scan_incidents_kind_check check (kind in (${KINDS}));`)
  }
}
