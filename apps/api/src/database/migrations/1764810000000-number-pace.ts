/** What each sending number was granted within the last second: over no second may it send more than its rate. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class NumberPace1764810000000 implements MigrationInterface {
  name = 'NumberPace1764810000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table whatsapp_numbers add column recent jsonb not null default '[]' check (jsonb_typeof(recent) = 'array')`,
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table whatsapp_numbers drop column recent')
  }
}
