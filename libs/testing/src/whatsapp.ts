/** Rows for tests of sending: a number, an approved template with its mapping, messages in the queue. */
import type { Db } from '@relance/relance'

export const NUMBER = '100000000000001'

const APPROVED = {
  name: 'relance_1',
  language: 'fr',
  category: 'MARKETING',
  status: 'APPROVED',
  parameterFormat: 'positional',
  parameters: [{ place: 'body', name: null }],
  headerText: null,
  bodyText: 'Bonjour {{1}}, avez-vous une minute ?',
  footerText: null,
  buttons: [],
  unsupported: [],
  reason: null,
}

/** Adds sending numbers, as the server does when it starts. */
export async function addNumbers(db: Db, ids: readonly string[] = [NUMBER]): Promise<void> {
  await db.query('insert into whatsapp_numbers (id) select unnest($1::text[]) on conflict do nothing', [ids])
}

/** As if every template had been accepted from these numbers before, so that no first message goes alone. */
export async function openQueues(db: Db, ids: readonly string[] = [NUMBER]): Promise<void> {
  await db.query(
    `insert into whatsapp_canaries (number_id, template_id, template_version, kind, opened_at)
       select n, t.id, t.version, k, now() from templates t, unnest($1::text[]) n, unnest(array['text', 'template']) k
     on conflict do nothing`,
    [ids],
  )
}

/** Says every template of the database in one that WhatsApp has approved, with the first name as its only value. */
export async function mapTemplates(db: Db, { status = 'APPROVED' }: { status?: string } = {}): Promise<void> {
  await db.query(
    `insert into whatsapp_templates (name, language, category, status, template)
       values ('relance_1', 'fr', 'MARKETING', $1, $2)
     on conflict (name, language) do update set status = excluded.status`,
    [status, JSON.stringify(APPROVED)],
  )
  await db.query(
    `update templates set whatsapp_name = 'relance_1', whatsapp_language = 'fr',
            whatsapp_parameters = '[{"value": "{{ lead.firstName }}"}]'`,
  )
}
