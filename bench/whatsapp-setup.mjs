/** What the measures of sending share: messages in the queue, and the server's processes beside the sandbox. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { run } from '@relance/relance'
import { addLeads, addRule, mapTemplates } from '@relance/testing'

const MAIN = fileURLToPath(new URL('../apps/api/dist/main.js', import.meta.url))
const DAY = 86_400_000
const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }

export const numbersOf = (count) => Array.from({ length: count }, (_, at) => String(100_000_000_000_001 + at))

/** Records `count` relances for WhatsApp, due now. */
export async function queueMessages(db, count) {
  await db.query('update holidays set held_on = held_on - 36500')
  await addRule(db, { channel: 'whatsapp', window: ALWAYS })
  await mapTemplates(db)
  await useSandboxTemplate(db)
  await addLeads(db, count, { lastContactAt: Date.now() - 10 * DAY })
  const report = await run({ db, clock: Date.now }, { trigger: 'cli' })
  if (report?.recorded !== count) throw new Error(`${report?.recorded} of ${count} messages were recorded.`)
  await db.vacuum()
}

/** The sandbox has its own text under this name. */
async function useSandboxTemplate(db) {
  await db.query(
    `update templates set whatsapp_parameters = '[{"value": "{{ lead.firstName }}"}, {"value": "Éclair SA"}]'`,
  )
  await db.query(`update whatsapp_templates set template = jsonb_set(template, '{bodyText}', to_jsonb($1::text))`, [
    'Bonjour {{1}}, avez-vous pu regarder notre proposition ? {{2}} reste à votre disposition.',
  ])
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}

/** Resolves once it listens, or sends. */
export async function startProcess(role, url, environment) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: url,
      CRON_SECRET: 'a-secret-of-the-cron',
      HOST: '127.0.0.1',
      PORT: '0',
      APP_ROLE: role,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('listens') && resolve())
    child.once('exit', (code) => reject(new Error(`The ${role} process ended with ${code}.`)))
  })
  return child
}

export async function end(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

export async function statesOf(db) {
  const rows = await db.query('select state, count(*)::int as n from relances group by state order by state')
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

/** Looks every half second until `isThere`; rejects after `minutes`. */
export async function until(isThere, what, minutes = 15) {
  const giveUpAt = Date.now() + minutes * 60_000
  for (;;) {
    const seen = await isThere()
    if (seen) return seen
    if (Date.now() > giveUpAt) throw new Error(`After ${minutes} minutes: ${what}`)
    await wait(500)
  }
}

/** The value below which `part` of the numbers are. */
export function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
}
