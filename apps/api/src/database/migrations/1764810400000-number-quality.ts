/** What WhatsApp thinks of a number, and who is still to be told of a budget that ends. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class NumberQuality1764810400000 implements MigrationInterface {
  name = 'NumberQuality1764810400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table whatsapp_numbers
        add column quality text not null default 'UNKNOWN' check (quality in ('GREEN', 'YELLOW', 'RED', 'UNKNOWN'));
      alter table whatsapp_budget_alerts
        add column channels_left text[] not null default '{}',
        add column tries int not null default 0,
        add column next_try_at timestamptz not null default now()`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table whatsapp_budget_alerts drop column channels_left, drop column tries, drop column next_try_at;
      alter table whatsapp_numbers drop column quality`)
  }
}
