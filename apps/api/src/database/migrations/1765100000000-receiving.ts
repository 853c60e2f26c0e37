/** What has to be kept of received events so that their order changes nothing. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Receiving1765100000000 implements MigrationInterface {
  name = 'Receiving1765100000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table whatsapp_contacts
        -- When WhatsApp last said that the window for free text is closed.
        add column window_closed_at timestamptz,
        -- Failures up to then do not speak against the number any more: a person has said that it is right.
        add column forgiven_at timestamptz;
      alter table whatsapp_sends
        -- When WhatsApp accepted a message, where a status had to tell because no answer did.
        add column proved_at timestamptz,
        -- What the failure that WhatsApp reported asks of us.
        add column reaction text;`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table whatsapp_sends drop column reaction, drop column proved_at;
      alter table whatsapp_contacts drop column forgiven_at, drop column window_closed_at`)
  }
}
