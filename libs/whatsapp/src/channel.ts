/** WhatsApp as a channel: everything the engine and the queue ask of it that needs no connection. */
import type { Channel } from '@relance/relance'
import { TEXT_MAX } from './content/message-body.pure.ts'
import { reaches } from './content/reach.pure.ts'
import { FREE_TEXT_MS, writeContent } from './content/write-content.pure.ts'
import { loadMappings } from './templates/load-mappings.sql.ts'
import { loadPrices } from './templates/load-prices.sql.ts'
import { unsendableTemplates } from './templates/unsendable-templates.sql.ts'
import { readWebhook } from './webhook/read-webhook.pure.ts'

/** WhatsApp takes about one message in so long to the same person. */
const RECIPIENT_GAP_MS = 6_000

export const whatsApp: Channel = {
  key: 'whatsapp',
  limits: { textMax: TEXT_MAX, recipientGapMs: RECIPIENT_GAP_MS, freeTextMs: FREE_TEXT_MS },
  readTemplates: (db, ids) => loadMappings(db, ids ?? null),
  unsendable: unsendableTemplates,
  reaches,
  readPrices: loadPrices,
  contentOf: writeContent,
  eventsOf: readWebhook,
}
