/** A number's messages start at instants of their own, evenly spaced; what was a bucket of permits is the next of them. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class NumberStarts1764810300000 implements MigrationInterface {
  name = 'NumberStarts1764810300000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table whatsapp_numbers drop column permits;
      alter table whatsapp_numbers rename column refilled_at to seen_at;
      alter table whatsapp_numbers add column next_at timestamptz not null default 'epoch'`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table whatsapp_numbers drop column next_at;
      alter table whatsapp_numbers rename column seen_at to refilled_at;
      alter table whatsapp_numbers add column permits float8 not null default 0`)
  }
}
