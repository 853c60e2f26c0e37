/** What people of ours answer a lead through the channel, while free text is allowed: no relance, and no template. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Answers1765300410000 implements MigrationInterface {
  name = 'Answers1765300410000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table whatsapp_answers (
        -- Given along with the message and echoed by its statuses; whoever asks twice with the same id sends once.
        id uuid primary key,
        lead_id uuid not null references leads,
        number_id text not null,
        text text not null,
        actor_id uuid,
        actor_name text not null,
        taken_at timestamptz not null default relance_now(),
        message_id text,
        accepted_at timestamptz,
        delivered_at timestamptz,
        read_at timestamptz,
        failed_at timestamptz,
        error_code int,
        error_details text
      );
      create index whatsapp_answers_lead on whatsapp_answers (lead_id, taken_at);
      create index whatsapp_answers_message on whatsapp_answers (message_id) where message_id is not null;
      create trigger whatsapp_answers_live_insert after insert on whatsapp_answers referencing new table as added
        for each statement execute function live_received();
      create trigger whatsapp_answers_live_update after update on whatsapp_answers referencing new table as added
        for each statement execute function live_received();`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table whatsapp_answers')
  }
}
