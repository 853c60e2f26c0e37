/** Messages that we wrote on the phone of the same number stand in the conversation. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Echoes1765240030000 implements MigrationInterface {
  name = 'Echoes1765240030000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table whatsapp_messages add column direction text not null default 'inbound' check (direction in ('inbound', 'outbound'))`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from whatsapp_messages where direction = 'outbound';
      alter table whatsapp_messages drop column direction`)
  }
}
