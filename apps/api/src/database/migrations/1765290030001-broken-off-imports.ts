/** An import says up to which line it has written and when it was last at work, so that one that broke off can be told from one that runs. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class BrokenOffImports1765290030001 implements MigrationInterface {
  name = 'BrokenOffImports1765290030001'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table imports add column seen_at timestamptz, add column last_line int not null default 0',
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table imports drop column seen_at, drop column last_line')
  }
}
