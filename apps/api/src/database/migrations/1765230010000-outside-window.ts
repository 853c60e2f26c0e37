/** Whether people may open a relance outside its window, once they were asked. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class OutsideWindow1765230010000 implements MigrationInterface {
  name = 'OutsideWindow1765230010000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table settings add column outside_window_allowed boolean not null default true')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table settings drop column outside_window_allowed')
  }
}
