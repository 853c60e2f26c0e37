/** What WhatsApp tells of a template is read in full before anything is sent with it. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class RereadTemplates1765300530000 implements MigrationInterface {
  name = 'RereadTemplates1765300530000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Since when the list of templates is to be read again; null once it was.
      alter table whatsapp_account add reread_at timestamptz;`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table whatsapp_account drop column reread_at;')
  }
}
