/** Loads that were spread: which enrolments wait since, and for how long, so that it can be taken back. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Spreads1764500500000 implements MigrationInterface {
  name = 'Spreads1764500500000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table spreads (
        id uuid primary key default uuid_v7(),
        at timestamptz not null,
        daily_limit int not null,
        undone_at timestamptz
      );
      create table spread_moves (
        spread_id uuid not null references spreads on delete cascade,
        enrolment_id bigint not null references enrolments,
        from_at timestamptz not null,
        from_reason text,
        to_at timestamptz not null,
        primary key (spread_id, enrolment_id)
      );`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table spread_moves, spreads')
  }
}
