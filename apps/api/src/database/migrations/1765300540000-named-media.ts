/** What a lead sends besides words is told apart: pictures, videos, voice messages, documents. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const NAMED = ['image', 'video', 'audio', 'voice', 'document', 'sticker']
const BEFORE = [
  ...['text', 'button', 'interactive', 'reaction', 'media', 'location', 'contacts', 'order', 'call', 'other', 'edited'],
  ...['removed', 'deleted', 'welcome'],
]
const listed = (contents: readonly string[]): string => contents.map((one) => `'${one}'`).join(', ')

const check = (contents: readonly string[]): string => `
  alter table whatsapp_messages drop constraint whatsapp_messages_content_check;
  alter table whatsapp_messages add constraint whatsapp_messages_content_check check (content in (${listed(contents)}));`

export class NamedMedia1765300540000 implements MigrationInterface {
  name = 'NamedMedia1765300540000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(check([...BEFORE, ...NAMED]))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update whatsapp_messages set content = 'media' where content in (${listed(NAMED)});`)
    await runner.query(check(BEFORE))
  }
}
