/** When backups were made, so that somebody is told when the latest one is old. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Backups1765290045000 implements MigrationInterface {
  name = 'Backups1765290045000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table backups (
        id bigint generated always as identity primary key,
        -- The instant whose data it holds.
        taken_at timestamptz not null
      );`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table backups')
  }
}
