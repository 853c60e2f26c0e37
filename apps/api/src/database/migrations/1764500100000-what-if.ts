/** Dry runs with the rows behind their figures, and rules replayed over the past. Both are kept for some days only. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class WhatIf1764500100000 implements MigrationInterface {
  name = 'WhatIf1764500100000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table dry_runs (
        id uuid primary key default uuid_v7(),
        at timestamptz not null,
        created_at timestamptz not null,
        report jsonb
      );
      create table dry_run_rows (
        id uuid primary key default uuid_v7(),
        dry_run_id uuid not null references dry_runs on delete cascade,
        kind text not null check (kind in ('recorded', 'held', 'excluded')),
        lead_id uuid not null,
        closer_id uuid,
        rule_id uuid,
        step int,
        channel text,
        due_at timestamptz,
        deliver_at timestamptz,
        message text,
        reason text,
        until timestamptz
      );
      create index dry_run_rows_group on dry_run_rows (dry_run_id, kind, reason);
      -- An erasure looks for its lead.
      create index dry_run_rows_lead on dry_run_rows (lead_id);

      -- A cancellation is a state, so that any replica can take it and the one at work sees it.
      create table backtests (
        id uuid primary key default uuid_v7(),
        state text not null default 'running' check (state in ('running', 'completed', 'cancelled', 'failed')),
        days int not null,
        leads_done int not null default 0,
        leads_total int not null,
        result jsonb,
        started_at timestamptz not null,
        heartbeat_at timestamptz not null,
        finished_at timestamptz
      );
      create trigger backtests_live_update after update on backtests
        referencing old table as removed new table as added
        for each statement execute function live_rows('manager', 'id');`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table backtests, dry_run_rows, dry_runs')
  }
}
