/** Messages a number has free in a month, before their price counts. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { unauditedWhenEmpty } from '../unaudited-when-empty.ts'

export class FreeMessages1764900200000 implements MigrationInterface {
  name = 'FreeMessages1764900200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rate_cards add column free_per_month int not null default 0 check (free_per_month >= 0);
      ${unauditedWhenEmpty(
        'rate_cards',
        `update rate_cards set free_per_month = 1000
          where category = 'service' and valid_from >= '2026-10-01' and price_micros > 0`,
      )}
      -- What a number has sent of a category since a month began.
      create index whatsapp_sends_category on whatsapp_sends (number_id, category, taken_at);`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index whatsapp_sends_category;
      alter table rate_cards drop column free_per_month;`)
  }
}
