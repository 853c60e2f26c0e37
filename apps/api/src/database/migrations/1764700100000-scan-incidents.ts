/** The dead-man's switch of the scan: what went wrong since when, and who was told. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class ScanIncidents1764700100000 implements MigrationInterface {
  name = 'ScanIncidents1764700100000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table scan_incidents (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('late', 'missed', 'failing', 'stuck')),
        opened_at timestamptz not null,
        closed_at timestamptz
      );
      create unique index scan_incidents_one_open on scan_incidents ((true)) where closed_at is null;
      create table scan_alarms (
        id bigint generated always as identity primary key,
        incident_id bigint not null references scan_incidents on delete cascade,
        event text not null check (event in ('opened', 'closed')),
        channel text not null check (channel in ('webhook', 'mail')),
        tries smallint not null default 0,
        next_try_at timestamptz not null,
        told_at timestamptz,
        unique (incident_id, event, channel)
      );
      create index scan_alarms_untold on scan_alarms (next_try_at) where told_at is null;`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table scan_alarms; drop table scan_incidents')
  }
}
