/** What a lead does in their company. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class LeadJobTitle1765110200000 implements MigrationInterface {
  name = 'LeadJobTitle1765110200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table leads add column job_title text')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table leads drop column job_title')
  }
}
