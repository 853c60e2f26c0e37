/**
 * `node bench/whatsapp.mjs [--only faults,pace,webhooks,forged] [--messages 20000] [--seconds 30] [--limit 80] [--webhooks 100000] [--per-post 10]
 * [--forged 10000] [--statuses]`: sending through WhatsApp against the sandbox, over real HTTP and with real processes.
 */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { prepare } from '../tools/prepare.mjs'

prepare(['@relance/demo', '@relance/testing', '@relance/whatsapp-sandbox'])
const { createDatabase, startServer, withDb } = await import('./databases.mjs')
const { faults } = await import('./whatsapp-faults.mjs')
const { forged } = await import('./whatsapp-forged.mjs')
const { pace } = await import('./whatsapp-pace.mjs')
const { webhooks } = await import('./whatsapp-webhooks.mjs')

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'faults,pace,webhooks,forged' },
    messages: { type: 'string', default: '20000' },
    seconds: { type: 'string', default: '30' },
    limit: { type: 'string', default: '80' },
    webhooks: { type: 'string', default: '100000' },
    'per-post': { type: 'string', default: '10' },
    forged: { type: 'string', default: '10000' },
    statuses: { type: 'boolean', default: false },
  },
})
const MEASURES = {
  faults: (url, db) => faults(url, db, Number(values.messages)),
  pace: (url, db) =>
    pace(url, db, { seconds: Number(values.seconds), limit: Number(values.limit), hasStatuses: values.statuses }),
  forged: (url, db) => forged(url, db, Number(values.forged)),
  webhooks: (url, db) => webhooks(url, db, Number(values.webhooks), Number(values['per-post'])),
}

const server = await startServer()
try {
  for (const name of values.only.split(',')) {
    console.log(`› ${name} (load of the machine before: ${loadavg()[0].toFixed(1)} on ${cpus().length} cores)`)
    const url = await createDatabase(server.url, name)
    console.log(await withDb(url, (db) => MEASURES[name](url, db)))
  }
} finally {
  await server.stop()
}
