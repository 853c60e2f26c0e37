/** Reconciliations of enrolments: what each has found and repaired, and whether repairs were released. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const KINDS = `'late', 'missed', 'failing', 'stuck', 'ahead'`

export class Reconciliations1765020010000 implements MigrationInterface {
  name = 'Reconciliations1765020010000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table reconciliations (
        id bigint generated always as identity primary key,
        -- The night it belongs to, once across all replicas; null when it was asked for by hand.
        slot_at timestamptz unique,
        mode text not null check (mode in ('report', 'repair')),
        state text not null default 'running' check (state in ('running', 'completed')),
        started_at timestamptz not null,
        finished_at timestamptz,
        -- The last lead that was looked at: where an interrupted one goes on.
        reached uuid,
        looked int not null default 0,
        pending int not null default 0,
        differences jsonb not null default '{}' check (jsonb_typeof(differences) = 'object'),
        repaired int not null default 0
      );
      -- One row. On a database that holds enrolments already, nothing is repaired until a manager has seen a report.
      create table repairs_release (
        id boolean primary key default true check (id),
        installed_at timestamptz not null default now(),
        released_at timestamptz
      );
      insert into repairs_release (released_at)
        select case when exists (select from enrolments) then null else now() end;
      alter table scan_incidents drop constraint scan_incidents_kind_check;
      alter table scan_incidents add constraint scan_incidents_kind_check check (kind in (${KINDS}, 'differences'));`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from scan_incidents where kind = 'differences';
      alter table scan_incidents drop constraint scan_incidents_kind_check;
      alter table scan_incidents add constraint scan_incidents_kind_check check (kind in (${KINDS}));
      drop table repairs_release, reconciliations;`)
  }
}
