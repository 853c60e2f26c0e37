/** Keys of events name nobody any more: WhatsApp writes the number into the ids of its messages. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class EventKeys1764810200000 implements MigrationInterface {
  name = 'EventKeys1764810200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `update whatsapp_events set key = encode(opt_out_hash(key), 'hex')
        where key not like 'unreadable %' and key !~ '^[0-9a-f]{64}$'`,
    )
    await runner.query(
      `update whatsapp_events set message_id = null where state = 'applied' and message_id is not null`,
    )
  }

  /** A hash tells nothing of what it was made of: replays of what came before would be new. */
  async down(): Promise<void> {}
}
