/** What was sent and awaits a reply is a list of its own: of a closer, the oldest first, and of a lead the latest. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class AwaitingReply1765050300000 implements MigrationInterface {
  name = 'AwaitingReply1765050300000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index relances_awaiting on relances (closer_id, deliver_at)
        where outcome is null and state in ('sent', 'accepted', 'delivered', 'read')`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index relances_awaiting')
  }
}
