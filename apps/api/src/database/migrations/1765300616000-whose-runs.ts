/** For whom a run recorded, and when the first of it is to do: said after each run, without a search through the relances. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class WhoseRuns1765300616000 implements MigrationInterface {
  name = 'WhoseRuns1765300616000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table runs add column by_closer jsonb not null default '{}', add column first_at timestamptz`,
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table runs drop column by_closer, drop column first_at')
  }
}
