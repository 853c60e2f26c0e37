/** `node bench/whatsapp.mjs [--messages 20000]`: sending through WhatsApp against the sandbox, with faults and workers that are killed. */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { prepare } from '../tools/prepare.mjs'

prepare(['@relance/api', '@relance/testing', '@relance/whatsapp-sandbox'])
const { createDatabase, startServer, withDb } = await import('./databases.mjs')
const { faults } = await import('./whatsapp-faults.mjs')

const { values } = parseArgs({ options: { messages: { type: 'string', default: '20000' } } })
const server = await startServer()
try {
  console.log(`› Load of the machine before: ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`)
  const url = await createDatabase(server.url, 'faults')
  console.log(await withDb(url, (db) => faults(url, db, Number(values.messages))))
} finally {
  await server.stop()
}
