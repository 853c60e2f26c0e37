/**
 * The latest instant up to which a look has followed time, noted as it begins: the watermark may wait for other transactions, and a look
 * may die. Where it lies in the future, a wrong clock has judged leads, and they are judged again.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class FollowedTo1765290060000 implements MigrationInterface {
  name = 'FollowedTo1765290060000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rule_matching add column followed_to timestamptz;
      update rule_matching set followed_to = seen_at;`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rule_matching drop column followed_to')
  }
}
