/** Tells whether anything that a message is sent with has changed since it was read. */
import type { Db } from '@relance/relance'
import { digestOf, PLAN_TABLES } from '@relance/relance/sql'

const DIGEST = digestOf([...PLAN_TABLES, 'whatsapp_settings', 'whatsapp_templates', 'rate_cards'])

export async function readSendingRevision(tx: Db): Promise<string> {
  const [row] = await tx.query<{ revision: string }>(`select ${DIGEST} as revision`)
  return row?.revision ?? ''
}
